// A token for scripts: made on the screen, used by a program, revoked on the screen.
import { expect, test } from '@playwright/test';

import { HOSPITALS, join, somebody } from '../fixtures/people.ts';
import { TokensPage } from '../pages/tokens.ts';

const FINESS = HOSPITALS.tokens;

test('a token is shown once, serves a script, and stops serving once revoked', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await join(page.request, somebody('Tancrède Jeton'), FINESS);
  const tokens = new TokensPage(page);
  await tokens.goto(FINESS);
  await expect(page.getByText('Aucun jeton', { exact: true })).toBeVisible();
  // Six months by default, a year at most.
  const [usual, most] = [await tokens.lastDay.inputValue(), await tokens.lastDay.getAttribute('max')];
  expect(monthsFromNow(usual)).toBe(6);
  expect(monthsFromNow(most ?? '')).toBe(12);

  await tokens.create('Entrepôt de données', 'Lire seulement');
  await expect(page.getByText('Copiez maintenant le jeton « Entrepôt de données »')).toBeVisible();
  const token = (await tokens.shown.textContent()) ?? '';
  await page.getByRole('button', { name: 'Copier le jeton' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copié' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token.trim());
  await expect(tokens.row('Entrepôt de données')).toContainText('Lire seulement');
  await expect(tokens.row('Entrepôt de données')).toContainText('Jamais');

  const read = () =>
    request.get(`/api/v1/establishments/${FINESS}/imports`, { headers: { authorization: `Bearer ${token.trim()}` } });
  expect((await read()).status()).toBe(200);
  await page.reload();
  await expect(tokens.row('Entrepôt de données')).not.toContainText('Jamais');
  await expect(tokens.shown).toBeHidden();

  await tokens.revoke('Entrepôt de données');
  await expect(tokens.row('Entrepôt de données')).toContainText('Révoqué');
  expect((await read()).status()).toBe(401);
});

// Whole months from today to a day.
function monthsFromNow(day: string): number {
  const [now, then] = [new Date(), new Date(`${day}T12:00:00`)];
  return (then.getFullYear() - now.getFullYear()) * 12 + then.getMonth() - now.getMonth();
}
