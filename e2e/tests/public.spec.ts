// The pages that need no account.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { drawCharts } from '../fixtures/charts.ts';
import { outline } from '../fixtures/outline.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { SignUpPage } from '../pages/sign-up.ts';

const PAGES = [
  { name: 'accueil', address: '/' },
  { name: 'acces-libre', address: '/acces-libre' },
  { name: 'connexion', address: '/connexion' },
  { name: 'inscription', address: '/inscription' },
  { name: 'aide', address: '/aide' },
  { name: 'aide-guide', address: '/aide/guide' },
  { name: 'aide-faq', address: '/aide/faq' },
  { name: 'aide-methodologie', address: '/aide/methodologie' },
  { name: 'aide-controles', address: '/aide/controles' },
  { name: 'aide-glossaire', address: '/aide/glossaire' },
  { name: 'aide-tables', address: '/aide/tables' },
  { name: 'accessibilite', address: '/accessibilite' },
  { name: 'tester', address: '/tester' },
  { name: 'cgu', address: '/cgu' },
  { name: 'mot-de-passe-oublie', address: '/mot-de-passe-oublie' },
  { name: 'mentions-legales', address: '/mentions-legales' },
  { name: 'introuvable', address: '/nulle-part' },
];

for (const { name, address } of PAGES) {
  test(`the page ${name} is accessible, fits a telephone and keeps its outline`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Chargement…')).toBeHidden();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    if (name === 'connexion') await expect(new SignInPage(page).provider).toBeVisible();
    await drawCharts(page);
    expect(await outline(page.getByRole('main'))).toMatchSnapshot(`${name}.txt`);
    await expectAccessible(page);
    await expectFitsTelephone(page);
  });
}

test('a wrong password is refused in words that a screen reader announces', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.goto();
  await signIn.signIn({ email: 'personne@example.org', password: 'pas-le-bon-mot-de-passe' });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/connexion/);
});

test('an account is not made without the terms of use', async ({ page }) => {
  const signUp = new SignUpPage(page);
  await signUp.goto();
  await signUp.fill({ full_name: 'Sans Accord', email: 'sans.accord@example.org', password: 'trois-mésanges-sur-le-mur' });
  const create = page.getByRole('button', { name: 'Créer mon compte' });
  await expect(create).toBeEnabled();
  await page.getByRole('checkbox').uncheck();
  await expect(create).toBeDisabled();
});

test('a private page leads to the sign-in and back', async ({ page }) => {
  await page.goto('/etablissements/050000256/journal');
  await expect(page.getByRole('heading', { level: 1, name: 'Connexion' })).toBeVisible();
  await expect(page).toHaveURL(/suite=/);
});

test('the chosen look outlives a reload', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Passer en sombre' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Passer en clair' })).toBeVisible();
});

test('while an answer is waited for the page says so', async ({ page }) => {
  let arrive = () => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/api/v1/open/edition', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/acces-libre');
  const waiting = page.getByRole('progressbar', { name: 'Chargement' });
  await expect(waiting).toBeVisible();
  arrive();
  await expect(page.getByText('Rien n’est encore publié')).toBeVisible();
  await expect(waiting).toBeHidden();
});

for (const file of ['pack.bin', 'split_open.wasm']) {
  test(`a part of the application whose ${file} does not come says what to do`, async ({ page }) => {
    await page.route(`**/${file}`, (route) => route.abort());
    await page.goto('/acces-libre');
    await expect(page.getByText('Cette page n’a pas pu être chargée')).toBeVisible();
    await page.unroute(`**/${file}`);
    await page.getByRole('button', { name: 'Recharger la page' }).click();
    await expect(page.getByText('Rien n’est encore publié')).toBeVisible();
  });
}

test('an application that stops in its first drawing says so', async ({ page }) => {
  await page.addInitScript(() => {
    const make = Document.prototype.createElement;
    Document.prototype.createElement = function (this: Document, tag: string) {
      if (tag.toLowerCase() === 'main') throw new Error('no element');
      return make.call(this, tag);
    };
  });
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('L’application s’est arrêtée.');
});

test('the keyboard reaches the content at once', async ({ page }) => {
  await page.goto('/aide');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Aller au contenu' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/aide#contenu$/);
  await expect(page.getByRole('main')).toBeFocused();
});

test('the first visit loads less than 400 kB', async ({ page }) => {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().then((size) => size.responseBodySize)));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const total = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(400_000);
});
