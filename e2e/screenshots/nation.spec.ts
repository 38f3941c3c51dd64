// What is analysed on a nation, with an account and without.
import { expect, type Page, test } from '@playwright/test';

import { type Nation, PHARMACIST, startNation } from '../fixtures/nation.ts';
import { logIn } from '../fixtures/people.ts';
import { shoot } from './shoot.ts';

let nation: Nation;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  nation = await startNation();
});

test.afterAll(() => nation.stop());

async function open(page: Page, address: string): Promise<void> {
  await page.goto(nation.url + address);
  await expect(page.getByText('Ce qui se lit', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Chargement…')).toHaveCount(0);
}

test('open access', async ({ page }) => {
  await open(page, '/acces-libre');
  await shoot(page, '30-acces-libre');
  await open(page, '/acces-libre?sujet=consommation&vue=regions&qui=france&a=2024');
  await shoot(page, '31-carte', page.getByRole('heading', { level: 2 }).first());
  await open(page, '/acces-libre?sujet=consommation-et-resistance&qui=france&de=2022&a=2024&famille=C3G&germe=ESCCOL&antibiotique=C3G');
  await shoot(page, '32-consommation-et-resistance', page.getByRole('heading', { level: 2 }).first());
});

test('the place of a hospital, and the model behind it', async ({ page }) => {
  await logIn(page.request, PHARMACIST, nation.url);
  await open(page, '/analyses?sujet=consommation&vue=position&qui=type-CH&a=2024');
  await shoot(page, '33-position');
  await page.getByRole('link', { name: 'Ce que le modèle attend, et comment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ce que le modèle attend' })).toBeVisible();
  await expect(page.getByText('Chargement…')).toHaveCount(0);
  await shoot(page, '34-modele');
});
