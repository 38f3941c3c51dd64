// A login that ends while somebody works loses nothing of what was typed.
import { readFile } from 'node:fs/promises';

import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { body, HOSPITALS, join, logIn, otherBrowser, type Person, register, somebody } from '../fixtures/people.ts';
import { CharterPage } from '../pages/charter.ts';
import { AccountMenu } from '../pages/header.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { TokensPage } from '../pages/tokens.ts';

const FINESS = HOSPITALS.expiry;

// Ends every login of the person, from elsewhere.
async function endLogins(page: Page, person: Person) {
  const elsewhere = await otherBrowser(page.context().browser()!, person);
  const headers = await logIn(elsewhere.request, person);
  await body(await elsewhere.request.delete('/api/v1/me/sessions', { headers }));
  await elsewhere.context().close();
}

test('what was typed survives the end of the login, and the action goes on after the password', async ({ page }) => {
  const person = somebody('Inès Interrompue');
  await join(page.request, person, FINESS);
  const tokens = new TokensPage(page);
  await tokens.goto(FINESS);
  await tokens.name.fill('Entrepôt de données');
  await endLogins(page, person);
  await tokens.create('Entrepôt de données', 'Lire seulement');

  const dialog = page.getByRole('dialog', { name: 'Votre session a pris fin' });
  const password = dialog.getByLabel('Mot de passe');
  await expect(password).toBeFocused();
  await expect(dialog.getByLabel('Adresse électronique')).toHaveValue(person.email);
  await expect(dialog.getByLabel('Adresse électronique')).not.toBeEditable();
  await expectAccessible(page);

  await test.step('a wrong password keeps the dialog and the page', async () => {
    await password.fill('pas-le-bon-mot-de-passe');
    await dialog.getByRole('button', { name: 'Se connecter' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
  });

  await test.step('closing the dialog keeps the typing; the next action asks again', async () => {
    await dialog.getByRole('button', { name: 'Fermer' }).click();
    await expect(dialog).toBeHidden();
    await expect(tokens.name).toHaveValue('Entrepôt de données');
    await page.getByRole('button', { name: 'Créer le jeton' }).click();
    await expect(dialog).toBeVisible();
  });

  await test.step('the right password lets the action go on', async () => {
    await password.fill(person.password);
    await dialog.getByRole('button', { name: 'Se connecter' }).click();
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(new RegExp(`/etablissements/${FINESS}/jetons$`));
    await expect(tokens.shown).toBeVisible();
    await expect(tokens.row('Entrepôt de données')).toContainText('Lire seulement');
  });
});

test('somebody else leaves the page for the sign-in', async ({ page }) => {
  const person = somebody('Autre Personne');
  await register(page.request, person);
  await logIn(page.request, person);
  await page.goto('/compte');
  await expect(page.getByText('Cet appareil')).toBeVisible();
  await endLogins(page, person);
  await page.getByRole('button', { name: 'Télécharger mes données' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Changer de compte' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connexion' })).toBeVisible();
  await expect(page).toHaveURL(/suite=%2Fcompte/);
});

test('a page does not go on as somebody who logs in in another tab', async ({ page, context }) => {
  const [first, second] = [somebody('Zoé Première'), somebody('Yves Second')];
  await register(page.request, first);
  await register(page.request, second);
  await logIn(page.request, first);
  await page.goto('/compte');
  await expect(page.getByText('Cet appareil')).toBeVisible();

  await test.step('the second person takes over the browser, not the page', async () => {
    const other = await context.newPage();
    await other.goto('/etablissements');
    await new AccountMenu(other).open(first.full_name);
    await new AccountMenu(other).signOut();
    const signIn = new SignInPage(other);
    await signIn.goto();
    await signIn.signIn(second);
    await expect(other.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();
    await other.close();
  });

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger mes données' }).click();
  const dialog = page.getByRole('dialog', { name: 'Votre session a pris fin' });
  await expect(dialog.getByLabel('Adresse électronique')).toHaveValue(first.email);
  await dialog.getByLabel('Mot de passe').fill(first.password);
  await dialog.getByRole('button', { name: 'Se connecter' }).click();
  const saved = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(saved.account.email).toBe(first.email);
});

test('new terms of use are read and accepted before the page that was asked for', async ({ page }) => {
  const person = somebody('Théo Conditions');
  await join(page.request, person, HOSPITALS.terms);
  let outdated = true;
  await page.route('**/api/v1/me', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), terms_outdated: outdated } });
  });
  page.on('response', (answer) => {
    if (answer.url().endsWith('/me/terms')) outdated = answer.status() !== 204;
  });
  await page.goto(`/etablissements/${HOSPITALS.terms}/charte`);
  await expect(page.getByRole('heading', { level: 1, name: 'Nouvelles conditions d’utilisation' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Traçabilité' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await page.getByRole('button', { name: 'J’accepte' }).click();
  await expect(new CharterPage(page).heading).toBeVisible();
});

test('terms that change during the work are accepted over the page', async ({ page }) => {
  const person = somebody('Ursule Surprise');
  await register(page.request, person);
  await logIn(page.request, person);
  await page.goto('/etablissements');
  let refused = true;
  await page.route('**/api/v1/establishments?**', async (route) => {
    const problem = { type: 't', title: 't', status: 403, detail: 'd', code: 'terms_outdated', request_id: 'r' };
    await (refused ? route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem }) : route.fallback());
  });
  await page.getByLabel('Nom, numéro FINESS ou ville').fill('grasse');
  const dialog = page.getByRole('dialog', { name: 'Nouvelles conditions d’utilisation' });
  await expect(dialog.getByRole('button', { name: 'J’accepte' })).toBeVisible();
  refused = false;
  await dialog.getByRole('button', { name: 'J’accepte' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('060000478')).toBeVisible();
  await expect(page.getByLabel('Nom, numéro FINESS ou ville')).toHaveValue('grasse');
});
