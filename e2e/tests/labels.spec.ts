// Resistances that a script delivered: the labels that nobody knows are answered on the page of the import.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.labels;

test('labels that nobody knows are answered once, and count at once', async ({ page }) => {
  const headers = await join(page.request, somebody('Basile Microbe'), FINESS);
  await signCharter(page.request, headers, FINESS);
  await deliver(page.request, headers, FINESS, 'structure', sample('ch-grasse', 'structure_2024.xlsx'));
  const id = await deliver(page.request, headers, FINESS, 'resistance', sample('ch-grasse', 'resistances_2024.xlsx'));

  await page.goto(`/etablissements/${FINESS}/imports/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Résistances, année 2024' })).toBeVisible();
  const labels = page.getByRole('region', { name: 'Libellés à préciser' });
  const fosfomycin = labels.getByRole('listitem').filter({ hasText: 'Fosfomycine' });
  await expect(fosfomycin).toContainText('Fosfomycine IV ou Fosfomycine trométamol');
  await expectAccessible(page);
  await expectFitsTelephone(page);

  await test.step('a meaning is chosen', async () => {
    await labels.getByLabel('Antibiotique : Fosfomycine').selectOption('Fosfomycine trométamol');
    await expect(fosfomycin).toBeHidden();
  });

  await test.step('another one of another field', async () => {
    await labels.getByLabel('Micro-organisme : Levures').selectOption('Candida spp.');
    await expect(labels.getByText('Levures')).toBeHidden();
  });

  // The server may close a connection that has waited while it is taken up again.
  const asked = { headers, maxRetries: 1 };
  const told = await page.request.get(`/api/v1/establishments/${FINESS}/correspondences/antibiotic`, asked);
  expect((await body<{ items: unknown[] }>(told)).items).toEqual([{ label: 'Fosfomycine', code: 'FOT' }]);
});
