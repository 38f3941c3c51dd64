// Logins through an identity provider.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { lastLink } from '../fixtures/mails.ts';
import { somebody } from '../fixtures/people.ts';
import { comeAs, giveUp } from '../fixtures/provider.ts';
import { AccountPage } from '../pages/account.ts';
import { SignInPage } from '../pages/sign-in.ts';

// The provider is told who comes: one at a time.
test.describe.configure({ mode: 'serial' });

test('somebody comes through the identity provider, and chooses a password afterwards', async ({ page }) => {
  const person = { ...somebody('Prune Fournie'), password: 'trois-mésanges-sur-le-mur' };
  await comeAs(page.request, person);
  const [signIn, account] = [new SignInPage(page), new AccountPage(page)];
  await signIn.goto();
  await signIn.provider.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nouvelles conditions d’utilisation' })).toBeVisible();
  await page.getByRole('button', { name: 'J’accepte' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();

  await test.step('the account says what waits for a password, and offers nothing that would be refused', async () => {
    await account.goto();
    await expect(account.identity).toContainText(person.email);
    await expect(account.password).toContainText('ce compte n’a pas de mot de passe');
    await expect(account.secondFactor).toContainText('Il faut un mot de passe pour ajouter un second facteur');
    await expect(account.secondFactor.getByRole('button')).toHaveCount(0);
    await expect(account.personalData).toContainText('Il faut un mot de passe pour supprimer le compte');
    await expect(account.personalData.getByRole('button')).toHaveText(['Télécharger mes données']);
    await expectAccessible(page);
    await expectFitsTelephone(page);
  });

  await test.step('the way there is a link by mail', async () => {
    await account.secondFactor.getByRole('link', { name: 'choisissez-en un par courriel' }).click();
    await expect(page.getByLabel('Adresse électronique')).toHaveValue(person.email);
    await page.getByRole('button', { name: 'Recevoir le lien' }).click();
    await page.goto(await lastLink(person.email, 'nouveau-mot-de-passe'));
    await page.getByLabel('Nouveau mot de passe').fill(person.password);
    await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await expect(page.getByText('Toutes vos connexions sont terminées')).toBeVisible();
  });

  await test.step('the password serves, for what was waiting too', async () => {
    await signIn.goto();
    await signIn.signIn(person);
    await expect(page.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();
    await account.goto();
    await expect(account.currentPassword).toBeVisible();
    expect(await account.enrol(person.password)).toMatch(/^[A-Z2-7]{32}$/);
  });
});

test('who gives up at the identity provider is told so at the sign-in', async ({ page }) => {
  await giveUp(page.request);
  const signIn = new SignInPage(page);
  await signIn.goto();
  await signIn.provider.click();
  await expect(page.getByRole('alert')).toContainText('La connexion n’a pas abouti');
  await expect(page).toHaveURL(/\/connexion\?/);
  await expect(signIn.provider).toBeVisible();
  await expectAccessible(page);
});
