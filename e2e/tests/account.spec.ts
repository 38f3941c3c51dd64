// The account of a person: password, second factor, logins.
import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { code, logIn, otherBrowser, type Person, register, somebody } from '../fixtures/people.ts';
import { AccountPage } from '../pages/account.ts';
import { AccountMenu } from '../pages/header.ts';
import { SignInPage } from '../pages/sign-in.ts';

const NEXT_PASSWORD = 'quatre-mésanges-sous-le-toit';

// The account page of somebody new.
async function opened(page: Page, name: string): Promise<{ account: AccountPage; person: Person }> {
  const person = somebody(name);
  await register(page.request, person);
  await logIn(page.request, person);
  const account = new AccountPage(page);
  await account.goto();
  await expect(account.heading).toBeVisible();
  return { account, person };
}

test('a password is changed, and what is wrong with it stands beside its field', async ({ page }) => {
  const { account, person } = await opened(page, 'Paul Secret');
  await expect(account.currentPassword).toHaveAttribute('autocomplete', 'current-password');
  await expect(account.newPassword).toHaveAttribute('autocomplete', 'new-password');

  await account.changePassword('pas-le-bon-mot-de-passe', NEXT_PASSWORD);
  await expect(account.currentPassword).toHaveAttribute('aria-invalid', 'true');
  await expect(account.currentPassword).toBeFocused();
  await expect(account.currentPassword).toHaveAccessibleDescription(/n’est pas le bon/);

  await account.changePassword(person.password, 'motdepasse123');
  await expect(account.newPassword).toHaveAttribute('aria-invalid', 'true');
  await expect(account.newPassword).toHaveAccessibleDescription(/./);
  await expect(account.currentPassword).not.toHaveAttribute('aria-invalid');

  await account.changePassword(person.password, NEXT_PASSWORD);
  await expect(page.getByText('Mot de passe changé')).toBeVisible();
  await expect(account.currentPassword).toHaveValue('');
  await new AccountMenu(page).open(person.full_name);
  await new AccountMenu(page).signOut();
  const signIn = new SignInPage(page);
  await signIn.goto();
  await signIn.signIn({ email: person.email, password: NEXT_PASSWORD });
  await expect(page.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();
});

test('a second factor is added, asked for at the next login, and taken away', async ({ page }) => {
  const { account, person } = await opened(page, 'Tom Facteur');
  await test.step('a login is not enough: the password is asked again', async () => {
    await account.secondFactor.getByRole('button', { name: 'Ajouter une application' }).click();
    const question = account.question('Ajouter un second facteur');
    const password = question.getByLabel('Votre mot de passe');
    await expect(password).toBeFocused();
    await password.fill('pas-le-bon-mot-de-passe');
    await question.getByRole('button', { name: 'Continuer' }).click();
    await expect(password).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Abandonner' }).click();
    await expect(question).toBeHidden();
  });
  const secret = await account.enrol(person.password);
  await expect(account.code).toBeFocused();
  await expect(account.secondFactor.getByRole('img', { name: 'Code QR' })).toBeVisible();
  const drawn = account.secondFactor.getByRole('img', { name: 'Code QR' });
  expect(await drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);

  await expectAccessible(page);
  await test.step('a wrong code is said beside the field', async () => {
    await account.confirm('000000');
    await expect(account.code).toHaveAttribute('aria-invalid', 'true');
    await expect(account.code).toHaveAccessibleDescription(/n’est pas celui/);
  });

  let recovery = '';
  await test.step('the recovery codes are shown once', async () => {
    await account.confirm(code(secret));
    await expect(account.recoveryCodes).toHaveCount(10);
    recovery = (await account.recoveryCodes.first().textContent()) ?? '';
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger' }).click();
    expect((await download).suggestedFilename()).toBe('consores-codes-de-secours.txt');
    await page.getByRole('button', { name: 'J’ai gardé mes codes' }).click();
    await expect(account.secondFactor.getByText('En service')).toBeVisible();
  });

  const signIn = new SignInPage(page);
  await test.step('the next login asks for a code, in a second step', async () => {
    await new AccountMenu(page).open(person.full_name);
    await new AccountMenu(page).signOut();
    await signIn.goto();
    await expect(signIn.code).toBeHidden();
    await signIn.signIn(person);
    await expect(signIn.code).toBeFocused();
    await expect(signIn.code).toHaveAttribute('autocomplete', 'one-time-code');
    await signIn.code.fill('123456');
    await signIn.submit();
    await expect(signIn.code).toHaveAttribute('aria-invalid', 'true');
    await signIn.code.fill(code(secret, 1));
    await signIn.submit();
    await expect(page.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();
  });

  await test.step('a recovery code serves in its place', async () => {
    await page.context().clearCookies();
    await signIn.goto();
    await signIn.signIn(person);
    await signIn.code.fill(recovery);
    await signIn.submit();
    await expect(page.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();
  });

  await test.step('the password takes it away', async () => {
    await account.goto();
    await account.secondFactor.getByRole('button', { name: 'Retirer le second facteur' }).click();
    const question = page.getByRole('dialog', { name: 'Retirer le second facteur ?' });
    const password = question.getByLabel('Votre mot de passe');
    await expect(password).toBeFocused();
    await password.fill('pas-le-bon-mot-de-passe');
    await question.getByRole('button', { name: 'Retirer' }).click();
    await expect(password).toHaveAttribute('aria-invalid', 'true');
    await password.fill(person.password);
    await question.getByRole('button', { name: 'Retirer' }).click();
    await expect(account.secondFactor.getByRole('button', { name: 'Ajouter une application' })).toBeVisible();
  });
});

test('rights that wait for a second factor say so, until it is added', async ({ page }) => {
  const { account, person } = await opened(page, 'Rosine Régionale');
  // What the server says where the operator wants a second factor for such rights.
  await page.route('**/api/v1/me', async (route) => {
    const answer = await route.fetch();
    const me = await answer.json();
    await route.fulfill({ response: answer, json: { ...me, scopes: ['region:93'], totp_required: !me.totp } });
  });
  await page.goto('/etablissements');
  const notice = page.getByText('Vos droits attendent un second facteur');
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await page.getByRole('link', { name: 'Ajouter un second facteur' }).click();
  await expect(account.secondFactor).toBeFocused();
  await expect(account.secondFactor).toBeInViewport();
  const secret = await account.enrol(person.password);
  await account.confirm(code(secret));
  await expect(account.recoveryCodes).toHaveCount(10);
  await expect(notice).toBeHidden();
});

test('logins are listed by browser and ended one by one or all at once', async ({ page, browser }) => {
  const { account, person } = await opened(page, 'Lise Connectée');
  const others = [await otherBrowser(browser, person), await otherBrowser(browser, person)];
  await page.reload();
  await expect(account.logins.getByRole('listitem')).toHaveCount(3);
  await expect(account.logins.getByRole('listitem').filter({ hasText: 'Cet appareil' })).toHaveCount(1);
  await expect(account.logins.getByText(/Chrome sous Linux|Programme|Playwright/).first()).toBeVisible();
  await account.logins.getByRole('button', { name: /^Terminer (?!les autres)/ }).first().click();
  await expect(account.logins.getByRole('listitem')).toHaveCount(2);
  await account.logins.getByRole('button', { name: 'Terminer les autres' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Terminer les autres' }).click();
  await expect(account.logins.getByRole('listitem')).toHaveCount(1);
  for (const other of others) {
    await other.goto('/etablissements');
    await expect(other.getByRole('heading', { level: 1, name: 'Connexion' })).toBeVisible();
  }
  await account.logins.getByRole('button', { name: 'Se déconnecter partout' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Se déconnecter partout' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connexion' })).toBeVisible();
});
