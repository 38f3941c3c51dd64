// A campaign as the national team and the hospitals live it: opened, watched, reminded, mended, closed, frozen.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

import { expect, type Locator, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { body, HOSPITALS, join, logIn, NATIONAL, signCharter, somebody } from '../fixtures/people.ts';
import { sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.campaign;
// Clicks a button that saves a file; gives its path.
async function saved(page: Page, button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return download.path();
}

const read = (program: string, words: string[]) => execFileSync(program, words, { encoding: 'utf8' });

const DESKTOP = { width: 1280, height: 800 };

test('a campaign goes from opening to a frozen base', async ({ browser, page }) => {
  test.setTimeout(180_000);
  const hospital = await browser.newContext();
  const inside = await hospital.newPage();
  const headers = await join(inside.request, somebody('Paule Pharmacienne'), FINESS);
  await signCharter(inside.request, headers, FINESS);
  await deliver(inside.request, headers, FINESS, 'structure', sample('ch-grasse', 'structure_2024.xlsx'));
  await deliver(inside.request, headers, FINESS, 'patient_days', sample('ch-grasse', 'jh_2024.xlsx'));

  await logIn(page.request, NATIONAL);
  await page.goto('/etablissements');
  await page.getByRole('link', { name: 'Pilotage' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pilotage' })).toBeVisible();
  await page.goto('/pilotage?annee=2024');

  await test.step('the national team opens the campaign', async () => {
    await page.getByRole('button', { name: 'Ouvrir la campagne' }).click();
    await page.getByLabel('Ouverture', { exact: true }).fill('2025-01-15');
    await page.getByLabel('Date limite', { exact: true }).fill('2099-12-31');
    await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir la campagne' }).click();
    await expect(page.getByText('Ouverte le 15 janvier 2025, date limite le 31 décembre 2099.')).toBeVisible();
  });

  const row = page.getByRole('row').filter({ hasText: FINESS });
  await test.step('it sees who has delivered what, and reminds whom it chooses', async () => {
    await page.getByLabel('Chercher').fill(FINESS);
    await expect(row).toBeVisible();
    await expect(row.getByText('Paule Pharmacienne')).toBeVisible();
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await page.setViewportSize(DESKTOP);
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Relancer (1)' }).click();
    await expect(page.getByText('1 référent est relancé par mail')).toBeVisible();
    await page.getByLabel('Chercher').fill(FINESS);
    await expect(row.getByText('Relancé le')).toBeVisible();
  });

  await test.step('the hospital finds what weighs most, and justifies what is right', async () => {
    await deliver(inside.request, headers, FINESS, 'consumption', sample('ch-grasse', 'consommations_2024.xlsx'));
    await inside.goto(`/etablissements/${FINESS}/anomalies?annee=2024`);
    const waiting = inside.getByRole('region', { name: /anomalies à traiter/ });
    const first = waiting.getByRole('listitem').first();
    await expect(first).toContainText('Aucune résistance n’est importée pour 2024');
    await expect(waiting.getByText('Peut déplacer le taux de consommation').first()).toBeVisible();
    await expectAccessible(inside);
    await expectFitsTelephone(inside);
    await inside.setViewportSize(DESKTOP);
    await first.getByRole('button', { name: 'Je m’en occupe' }).click();
    await expect(first).toContainText('Suivie par Paule Pharmacienne');
    await first.getByRole('button', { name: 'Justifier' }).click();
    await inside.getByLabel('Pourquoi la donnée est juste').fill('Laboratoire extérieur à l’établissement');
    await expectAccessible(inside);
    await inside.getByRole('dialog').getByRole('button', { name: 'Justifier' }).click();
    const justified = inside.getByRole('region', { name: 'Justifiées' });
    await expect(justified).toContainText('« Laboratoire extérieur à l’établissement » Paule Pharmacienne');
  });

  await test.step('an anomaly leads to the screen where it is mended', async () => {
    await inside.getByRole('link', { name: 'Corriger : Aucun lit n’est saisi pour 2024.' }).click();
    await expect(inside.getByRole('heading', { level: 1, name: 'Lits' })).toBeVisible();
    await inside.getByRole('textbox', { name: 'Lits, Médecine' }).fill('172');
    await inside.getByRole('button', { name: 'Enregistrer les lits' }).click();
    await expect(inside.getByText('Lits de 2024 enregistrés')).toBeVisible();
  });

  await test.step('the year is closed, without what waits for an answer', async () => {
    const waivers = [
      { point: 'resistance', reason: 'laboratoire extérieur' },
      { point: 'sectors', reason: 'unités fermées' },
    ];
    const closures = `/api/v1/establishments/${FINESS}/closures`;
    await body(await inside.request.post(closures, { headers, data: { year: 2024, waivers } }));
    await page.goto('/pilotage?annee=2024&etat=clotures');
    await expect(row.getByText('Clôturée')).toBeVisible();
  });

  await test.step('the base is frozen, and proves itself', async () => {
    await page.getByRole('button', { name: 'Figer la base' }).click();
    await page.getByLabel('Définitive').check();
    await expect(page.getByLabel('Nom', { exact: true })).toHaveValue('Base définitive 2024');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Figer', exact: true }).click();
    const base = page.getByRole('region', { name: 'Bases figées' }).getByRole('listitem').first();
    await expect(base).toContainText('Base définitive 2024');
    await base.getByRole('button', { name: 'Vérifier Base définitive 2024' }).click();
    await expect(base.getByText('Inchangée')).toBeVisible();
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await page.setViewportSize(DESKTOP);
  });

  await test.step('the hospital makes its definitive report, tagged and in French', async () => {
    await inside.goto(`/etablissements/${FINESS}/rapports`);
    await expect(inside.getByText('Aucun rapport pour l’instant')).toBeVisible();
    await inside.getByLabel('Définitif', { exact: false }).nth(0).check();
    await inside.getByLabel('Année').selectOption('2024');
    await inside.getByRole('button', { name: 'Générer le rapport' }).click();
    const report = inside.getByRole('listitem').filter({ hasText: 'Rapport définitif 2024' });
    await expect(report).toContainText('Base définitive 2024');
    await expectAccessible(inside);
    await expectFitsTelephone(inside);
    await inside.setViewportSize(DESKTOP);
    const file = await saved(inside, report.getByRole('button', { name: 'PDF : Rapport définitif 2024' }));
    expect(read('pdftotext', [file, '-'])).toContain('Indicateurs');
    const facts = read('pdfinfo', [file]);
    expect(facts).toMatch(/Tagged:\s+yes/);
    expect(facts).toMatch(/Title:\s+\S/);
    const book = await saved(inside, report.getByRole('button', { name: 'Excel : Rapport définitif 2024' }));
    expect(statSync(book).size).toBeGreaterThan(10_000);
  });

  await test.step('the national team makes the national report', async () => {
    await page.goto('/pilotage?annee=2024');
    await page.getByRole('region', { name: 'Rapports', exact: true }).getByLabel('Année').selectOption('2024');
    await page.getByRole('button', { name: 'Générer le rapport' }).click();
    const report = page.getByRole('listitem').filter({ hasText: 'Rapport provisoire 2024' });
    await expect(report).toContainText('France');
    const file = await saved(page, report.getByRole('button', { name: 'PDF : Rapport provisoire 2024' }));
    expect(read('pdftotext', [file, '-'])).toContain('base non figée');
  });

  await test.step('the hospital is told who reads it', async () => {
    await page.goto(`/etablissements/${FINESS}/tableau-de-bord?annee=2024`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inside.goto(`/etablissements/${FINESS}/journal`);
    await expect(inside.getByText('Tableau de bord consulté au titre de la région ou de la nation').first()).toBeVisible();
  });
  await hospital.close();
});
