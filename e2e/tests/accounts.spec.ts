// Accounts, as the national team sees them.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { body, logIn, NATIONAL, register, somebody } from '../fixtures/people.ts';

test('the national team gives a region, closes an account and opens it again', async ({ page, request }) => {
  const person = somebody('Régis Régional');
  await register(request, person);
  await logIn(page.request, NATIONAL);
  await page.goto('/etablissements');
  await page.getByRole('link', { name: 'Comptes' }).click();
  await page.getByLabel('Nom ou adresse électronique').fill(person.email);
  await expect(page.getByText('1 élément')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: person.email });

  await row.getByRole('button', { name: 'Changer les droits de Régis Régional' }).click();
  const dialog = page.getByRole('dialog', { name: 'Droits de Régis Régional' });
  await dialog.getByRole('checkbox', { name: 'Occitanie' }).check();
  await dialog.getByRole('button', { name: 'Enregistrer les droits' }).click();
  await expect(row).toContainText('Occitanie');
  const headers = await logIn(request, person);
  const { scopes } = await body<{ scopes: string[] }>(await request.get('/api/v1/me', { headers }));
  expect(scopes).toEqual(['region:76']);

  await expectAccessible(page);
  await expectFitsTelephone(page);

  await row.getByRole('button', { name: 'Désactiver Régis Régional' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Désactiver le compte' }).click();
  await expect(row).toContainText('Désactivé');
  expect((await request.get('/api/v1/me', { headers })).status()).toBe(401);
  await row.getByRole('button', { name: 'Réactiver Régis Régional' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Réactiver le compte' }).click();
  await expect(row).toContainText('Actif');
});

test('the national team opens any hospital without joining it', async ({ page }) => {
  await logIn(page.request, NATIONAL);
  await page.goto('/etablissements');
  await page.getByLabel('Nom, numéro FINESS ou ville').fill('060780277');
  await page.getByRole('link', { name: /^Ouvrir/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Utilisateurs' })).toBeVisible();
});
