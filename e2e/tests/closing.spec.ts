// The end of a year: beds, what is missing, closing, and opening again.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { answers, sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.closing;
const HOME = `/etablissements/${FINESS}`;

test('a référent enters the beds, closes the year with a reason, and opens it again', async ({ page }) => {
  test.setTimeout(120_000);
  const headers = await join(page.request, somebody('Hélène Clôturante'), FINESS);
  await signCharter(page.request, headers, FINESS);
  const items = Object.entries(answers('ch-grasse', 2024).sector_answers).map(([label, { answer }]) => ({ label, code: answer }));
  await deliver(page.request, headers, FINESS, 'structure', sample('ch-grasse', 'structure_2024.xlsx'));
  const sectors = `/api/v1/establishments/${FINESS}/correspondences/sector`;
  await body(await page.request.put(sectors, { headers, data: { items } }));
  await deliver(page.request, headers, FINESS, 'patient_days', sample('ch-grasse', 'jh_2024.xlsx'));
  await deliver(page.request, headers, FINESS, 'consumption', sample('ch-grasse', 'consommations_2024.xlsx'));

  await page.goto(`${HOME}/cloture?annee=2024`);
  const points = page.getByRole('region', { name: 'Ce qu’il faut pour clôturer' });
  await expect(points.getByText('aucun lit saisi')).toBeVisible();
  const close = page.getByRole('button', { name: 'Clôturer l’année 2024' });
  await expect(close).toBeDisabled();
  await expectAccessible(page);

  await test.step('the beds of the year', async () => {
    await points.getByRole('link', { name: 'Saisir' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lits' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Lits, Médecine' }).fill('douze');
    await expect(page.getByRole('button', { name: 'Enregistrer les lits' })).toBeDisabled();
    await page.getByRole('textbox', { name: 'Lits, Médecine' }).fill('172');
    await page.getByRole('textbox', { name: 'Lits, Chirurgie' }).fill('56');
    await expect(page.getByText('Total : 228 lits')).toBeVisible();
    await page.getByRole('button', { name: 'Enregistrer les lits' }).click();
    await expect(page.getByText('Lits de 2024 enregistrés')).toBeVisible();
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('closing with a reason for what is missing', async () => {
    await page.goto(`${HOME}/cloture?annee=2024`);
    await expect(points.getByText('228 lits')).toBeVisible();
    await expect(close).toBeDisabled();
    await page.getByLabel('Pourquoi sans « Résistances »').fill('Laboratoire extérieur');
    await close.click();
    await expect(page.getByText('L’année 2024 est clôturée')).toBeVisible();
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('a closed year takes no file', async () => {
    const file = { name: 'jh.csv', mimeType: 'text/csv', buffer: Buffer.from('Code UF;Nb JH\n237;12\n') };
    const multipart = { kind: 'patient_days', period: '2024', acknowledge: 'all', file };
    const refused = await page.request.post(`/api/v1/establishments/${FINESS}/imports`, { headers, multipart });
    expect(refused.status()).toBe(409);
    expect(((await refused.json()) as { code: string }).code).toBe('year_closed');
  });

  await test.step('opened again with a reason, that stays to be read', async () => {
    await page.getByLabel('Pourquoi rouvrir l’année').fill('Journées de janvier oubliées');
    await page.getByRole('button', { name: 'Rouvrir l’année 2024' }).click();
    await expect(page.getByText('Journées de janvier oubliées')).toBeVisible();
    await expect(page.getByText('Maintenant : mêmes chiffres.')).toBeVisible();
    await expect(close).toBeVisible();
  });
});
