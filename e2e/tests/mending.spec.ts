// Rows are mended on the verdict, and the file is given back with what was found in it.
import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { sample } from '../fixtures/samples.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

const FILE = 'Code UF;Nombre de JH\n237;12\n604;douze\nTOTAL;24\n';

test('a cell is corrected, a row left out, and both are told', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.startTrial();
  await wizard.chooseKind('Journées d’hospitalisation', 2024);
  await wizard.next();
  await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'jh_2024.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
  await expect(wizard.step('Colonnes')).toBeVisible();
  await wizard.verify();
  await page.getByLabel('Choisir le fichier de structure').setInputFiles(sample('ch-grasse', 'structure_2024.xlsx'));
  await expect(page.getByText('Structure prise en compte')).toBeVisible();
  await expect(wizard.rows).toContainText('3 lignes lues = 1 gardée + 0 ignorée + 2 rejetées');

  const rows = page.getByRole('table', { name: 'Anomalies du fichier, ligne par ligne' });
  await test.step('a cell is corrected', async () => {
    await rows.getByRole('button', { name: 'Corriger la ligne 3' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Ligne 3' });
    const days = dialog.getByLabel('Nombre de JH');
    await expect(days).toHaveValue('douze');
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await days.fill('13');
    await dialog.getByRole('button', { name: 'Corriger la ligne' }).click();
    await expect(dialog).toBeHidden();
    await expect(wizard.rows).toContainText('3 lignes lues = 2 gardées + 0 ignorée + 1 rejetée');
  });

  await test.step('a row is left out', async () => {
    await rows.getByRole('button', { name: 'Corriger la ligne 4' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Ligne 4' });
    await dialog.getByLabel('Exclure cette ligne').selectOption('ligne de total');
    await dialog.getByRole('button', { name: 'Exclure la ligne' }).click();
    await expect(wizard.rows).toContainText('3 lignes lues = 2 gardées + 1 ignorée + 0 rejetée');
    await expect(page.getByText('Lignes exclues par vous')).toBeVisible();
  });

  await test.step('a row is put back', async () => {
    await rows.getByRole('button', { name: 'Corriger la ligne 4' }).first().click();
    await page.getByRole('button', { name: 'Rétablir la ligne d’origine' }).click();
    await expect(wizard.rows).toContainText('3 lignes lues = 2 gardées + 0 ignorée + 1 rejetée');
  });
  await expectAccessible(page);

  await test.step('the file is given back annotated, and the issues as a list', async () => {
    const book = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger le fichier annoté (.xlsx)' }).click();
    expect((await book).suggestedFilename()).toBe('jh_2024_annoté.xlsx');
    const bytes = readFileSync(await (await book).path());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    const list = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger la liste des anomalies (.csv)' }).click();
    const text = readFileSync(await (await list).path(), 'utf8');
    expect(text).toContain('"3";"Nombre de JH";"RP02"');
  });
});
