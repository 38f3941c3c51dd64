// A person takes their data along, and leaves.
import { readFile } from 'node:fs/promises';

import { expect, test } from '@playwright/test';

import { expectAccessible } from '../fixtures/a11y.ts';
import { logIn, register, somebody } from '../fixtures/people.ts';

test('a person downloads what is kept about them, then erases their account', async ({ page }) => {
  const person = somebody('Estelle Effacée');
  await register(page.request, person);
  await logIn(page.request, person);
  await page.goto('/compte');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger mes données' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('consores-mes-donnees.json');
  const kept = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(kept.account).toMatchObject({ email: person.email, full_name: person.full_name });

  await page.getByRole('button', { name: 'Supprimer mon compte' }).click();
  const dialog = page.getByRole('dialog', { name: 'Supprimer votre compte' });
  await expectAccessible(page);
  await dialog.getByLabel('Votre mot de passe').fill('pas-le-bon-mot-de-passe');
  await dialog.getByRole('button', { name: 'Supprimer mon compte' }).click();
  await expect(dialog.getByLabel('Votre mot de passe')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Votre mot de passe').fill(person.password);
  await dialog.getByRole('button', { name: 'Supprimer mon compte' }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Se connecter' })).toBeVisible();
  const { email, password } = person;
  expect((await page.request.post('/api/v1/auth/login', { data: { email, password } })).status()).toBe(401);
});
