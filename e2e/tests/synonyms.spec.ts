// What hospitals agree on about a label: the national team accepts it, another hospital is offered it.
import { writeFileSync } from 'node:fs';

import { type APIRequestContext, expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { body, HOSPITALS, join, logIn, NATIONAL, otherBrowser, signCharter, somebody } from '../fixtures/people.ts';

const [first, second, third, other, FINESS] = HOSPITALS.synonyms;
const LABEL = 'Germe du Mercantour';

async function answer(request: APIRequestContext, finess: string, code: string | null): Promise<void> {
  const headers = await join(request, somebody('Bruno Biologiste'), finess);
  await signCharter(request, headers, finess);
  const data = { items: [{ label: LABEL, code }] };
  await body(await request.post(`/api/v1/establishments/${finess}/correspondences/organism`, { headers, data }));
}

test('what hospitals agree on is accepted, offered elsewhere and taken back', async ({ browser, page, request }, testInfo) => {
  for (const finess of [first, second, third]) {
    await answer(request, finess, 'CANSPP');
  }
  await answer(request, other, null);
  await logIn(page.request, NATIONAL);
  await page.goto('/etablissements');
  await page.getByRole('link', { name: 'Synonymes' }).click();
  const row = page.getByRole('row').filter({ hasText: 'germe du mercantour' });
  await expect(row).toContainText('Micro-organisme');
  await expect(row.getByRole('cell').nth(1)).toHaveText('3');
  await expect(row).toContainText('Ne pas compter (1 établissement)');
  await expectAccessible(page);
  await expectFitsTelephone(page);

  await test.step('it is accepted, by keyboard', async () => {
    await row.getByRole('button', { name: 'Accepter germe du mercantour : Candida spp.' }).press('Enter');
    await expect(row).toBeHidden();
    await expect(page.getByRole('heading', { name: 'À examiner' })).toBeFocused();
    await page.getByRole('button', { name: 'Acceptés' }).click();
    await expect(row).toContainText('Nadia Nationale');
    await expectAccessible(page);
  });

  const hospital = somebody('Lise Laborantine');
  const headers = await join(request, hospital, FINESS);
  await signCharter(request, headers, FINESS);
  const structure = testInfo.outputPath('structure_2024.csv');
  writeFileSync(structure, 'Code UF;Libelle UF;Code DE;Code TA\n710;Médecine;104;03\n');
  const isolates = testInfo.outputPath('resistances_2024.csv');
  writeFileSync(
    isolates,
    'UF;IPP;Sexe;Date de naissance;Date d’entrée;Date de prélèvement;N° de prélèvement;Nature;Germe;BLSE;Amoxicilline\n' +
      `710;8001;F;12/03/1957;01/03/2024;04/03/2024;P1;Hémoculture;${LABEL};N;R\n`,
  );
  await deliver(request, headers, FINESS, 'structure', structure);
  const id = await deliver(request, headers, FINESS, 'resistance', isolates);

  await test.step('another hospital is offered it, and confirms', async () => {
    const laboratory = await otherBrowser(browser, hospital);
    await laboratory.goto(`/etablissements/${FINESS}/imports/${id}`);
    const labels = laboratory.getByRole('region', { name: 'Libellés à préciser' });
    await expect(labels).toContainText(
      'Candida spp. (accepté par l’équipe nationale, utilisé par 3 établissements)',
    );
    await expectAccessible(laboratory);
    await labels.getByRole('button', { name: `Confirmer Candida spp. pour ${LABEL}` }).click();
    await expect(labels).toBeHidden();
  });

  await test.step('it is taken back', async () => {
    await page.getByRole('button', { name: 'Retirer germe du mercantour : Candida spp.' }).click();
    await expect(row).toBeHidden();
    await page.getByRole('button', { name: 'Refusés' }).click();
    await expect(row.getByRole('button', { name: 'Accepter germe du mercantour : Candida spp.' })).toBeVisible();
    await expect(row.getByRole('cell').nth(1)).toHaveText('4');
    await page.getByRole('button', { name: 'À examiner' }).click();
    await expect(page.getByRole('heading', { name: 'À examiner' })).toBeVisible();
    await expect(row).toBeHidden();
  });
});
