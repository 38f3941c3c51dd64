// The labels of the laboratory: seen together, changed once their effect is known, kept as a file.
import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { sample } from '../fixtures/samples.ts';
import { CorrespondencesPage } from '../pages/correspondences.ts';

const FINESS = HOSPITALS.correspondences;

function csv(...rows: string[]) {
  return { name: 'libelles.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeffchamp;libellé;code\n${rows.join('\n')}\n`) };
}

test('labels are changed once their effect is known, and kept as a file', async ({ page }) => {
  const headers = await join(page.request, somebody('Louise Pasteur'), FINESS);
  await signCharter(page.request, headers, FINESS);
  const correspondences = new CorrespondencesPage(page);
  await correspondences.goto(FINESS);
  const labels = correspondences.labels;
  await expect(labels.getByText('Aucun libellé pour l’instant')).toBeVisible();
  await expect(labels.getByText('son verdict demande ce qu’ils désignent')).toBeVisible();

  await deliver(page.request, headers, FINESS, 'structure', sample('ch-grasse', 'structure_2024.xlsx'));
  const id = await deliver(page.request, headers, FINESS, 'resistance', sample('ch-grasse', 'resistances_2024.xlsx'));
  await page.reload();
  const dialog = page.getByRole('dialog');

  await test.step('what is recognised is seen, searched and filtered', async () => {
    await expect(correspondences.label('E. coli')).toContainText('Escherichia coli');
    await expect(correspondences.label('E. coli')).toContainText('Reconnu');
    await labels.getByLabel('Champ').selectOption('Sexe');
    await expect(correspondences.label('E. coli')).toBeHidden();
    await labels.getByLabel('Champ').selectOption('Tous les champs');
    await labels.getByLabel('Chercher un libellé').fill('coli');
    await expect(labels.getByRole('row').filter({ hasText: 'Klebsiella' })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('a wrong recognition is overridden, by keyboard', async () => {
    await labels.getByRole('button', { name: 'Modifier E. coli (Micro-organisme)' }).press('Enter');
    const store = dialog.getByRole('button', { name: 'Enregistrer' });
    await expect(store).toBeDisabled();
    await dialog.getByLabel('Ce libellé désigne').selectOption('Klebsiella pneumoniae');
    await expect(dialog).toContainText(/isolats de 2024 changeraient de sens et resteraient gardés/);
    await expectAccessible(page);
    await dialog.getByLabel('Ce libellé désigne').selectOption('Ne pas compter');
    await expect(dialog).toContainText(/isolats de 2024 passeraient de gardés à rejetés/);
    await store.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(correspondences.label('E. coli')).toContainText('Votre réponse');
    await expect(labels.getByRole('heading', { name: 'Libellés du laboratoire' })).toBeFocused();
  });

  await test.step('it is taken back', async () => {
    await labels.getByRole('button', { name: 'Retirer la réponse pour E. coli' }).click();
    await expect(dialog).toContainText(/isolats de 2024 passeraient de rejetés à gardés/);
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(correspondences.label('E. coli')).toContainText('Reconnu');
    await expect(labels).toContainText('Version 2 de vos réponses');
  });

  await test.step('a file with wrong rows is refused whole', async () => {
    await correspondences.sendLabels(csv('organism;Levures;CANSPP', 'organism;Mme Durand;ESCCOL', 'lune;x;y'));
    const rows = labels.getByRole('list', { name: 'Lignes à corriger' });
    await expect(rows).toContainText('Ligne 3, libellé');
    await expect(rows).toContainText('Ligne 4, champ');
    await expect(labels).not.toContainText('Durand');
    await expectAccessible(page);
  });

  await test.step('a file is stored after its effect', async () => {
    await labels.getByLabel('Chercher un libellé').fill('');
    await correspondences.sendLabels(csv('Micro-organisme;Levures;CANSPP'));
    await expect(dialog).toContainText('1 réponse change');
    await expect(dialog).toContainText('1 isolat de 2024 passerait de rejeté à gardé');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(correspondences.label('Levures')).toContainText('Candida spp.');
    await expectFitsTelephone(page);
  });

  await test.step('the answers are exported', async () => {
    const download = page.waitForEvent('download');
    await labels.getByRole('button', { name: 'Exporter vos réponses' }).click();
    const file = readFileSync(await (await download).path(), 'utf8');
    expect(file).toBe('\ufeffchamp;libellé;code\nMicro-organisme;Levures;CANSPP\n');
  });

  await page.goto(`/etablissements/${FINESS}/imports/${id}`);
  await expect(page.getByText('libellés version 3')).toBeVisible();
});
