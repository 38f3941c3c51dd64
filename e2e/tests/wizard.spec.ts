// The import wizard when things do not go straight.
import { expect, test } from '@playwright/test';

import { expectAccessible } from '../fixtures/a11y.ts';
import { EMBRUN, logIn } from '../fixtures/delivery.ts';
import { sample } from '../fixtures/samples.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

test.beforeEach(async ({ page }) => {
  await logIn(page.request);
});

test('a file that is no workbook is refused with what to do', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Structure', 2023);
  await wizard.next();
  await page.getByLabel('Choisir un fichier').setInputFiles({
    name: 'structure.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('%PDF-1.7 not a workbook'),
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(wizard.step('Fichier')).toBeVisible();
});

test('patient-days sent as consumption are recognised before anything is stored', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Consommations', 2024);
  await wizard.next();
  await wizard.chooseFile(sample('embrun-clean', 'jh_2024.xlsx'));
  await expect(page.getByText('Ce fichier ressemble à un fichier « Journées d’hospitalisation »')).toBeVisible();
});

test('a mandatory column taken away holds the verdict back until it is given again', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Journées d’hospitalisation', 2024);
  await wizard.next();
  // Another layout than the one that was delivered: its columns are asked about.
  await wizard.chooseFile(sample('ch-grasse', 'jh_2024.xlsx'));
  const days = wizard.column('Nombre de JH');
  await days.selectOption({ label: 'Aucune' });
  await expect(page.getByText('« Nombre de JH » est obligatoire')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Vérifier le fichier' })).toBeDisabled();
  await days.selectOption({ label: 'Nb JH' });
  await expect(page.getByRole('link', { name: 'Vérifier le fichier' })).toBeVisible();
});

test('a column is dragged onto the field that it holds', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Journées d’hospitalisation', 2024);
  await wizard.next();
  await wizard.chooseFile(sample('ch-grasse', 'jh_2024.xlsx'));
  const days = wizard.column('Nombre de JH');
  await days.selectOption({ label: 'Aucune' });
  await wizard.unusedColumn('Nb JH').dragTo(days);
  await expect(days.getByRole('option', { selected: true })).toHaveText('Nb JH');
  await expect(wizard.unusedColumn('Nb JH')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Vérifier le fichier' })).toBeVisible();
});

test('a column of results is left out, and another antibiotic is given to one', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Résistances', 2024);
  await wizard.next();
  await wizard.chooseFile(sample('ch-grasse', 'resistances_2024.xlsx'));
  await page.getByText('colonnes de résultats importées').click();
  const first = page.getByRole('region', { name: 'Antibiotiques' }).getByRole('combobox').first();
  const header = await first.evaluate((it) => (it as HTMLSelectElement).labels?.[0]?.textContent ?? '');
  await first.selectOption('Ne pas importer');
  await expect(wizard.unusedColumn(header)).toBeVisible();
  await expectAccessible(page);
  await first.focus();
  await first.selectOption('Céfotaxime');
  await expect(wizard.unusedColumn(header)).toBeHidden();
  await wizard.verify();
  await expect(wizard.rows).toBeVisible();
});

test('going back from the columns keeps the file that was chosen', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Structure', 2023);
  await wizard.next();
  await wizard.chooseFile(sample('ch-grasse', 'structure_2024.xlsx'));
  await expect(wizard.step('Colonnes')).toBeVisible();
  await page.goBack();
  await expect(wizard.step('Fichier')).toBeVisible();
  await expect(page.getByText('structure_2024.xlsx')).toBeVisible();
  await page.getByRole('link', { name: 'Continuer avec ce fichier' }).click();
  await expect(wizard.step('Colonnes')).toBeVisible();
});

test('a verdict that is reloaded asks for its file again', async ({ page }) => {
  await page.goto(`/etablissements/${EMBRUN}/imports/nouveau/verdict?type=structure&periode=2023`);
  await expect(new ImportWizard(page).step('Fichier')).toBeVisible();
});
