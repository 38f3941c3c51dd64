// Resistances that a script delivered: the labels that nobody knows are answered on the page of the import.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { type APIRequestContext, expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.labels;

// Delivers a file of Grasse through the API; gives the number of the import.
async function deliver(request: APIRequestContext, headers: Record<string, string>, kind: string, name: string): Promise<number> {
  const file = sample('ch-grasse', name);
  const answer = await request.post(`/api/v1/establishments/${FINESS}/imports`, {
    headers,
    multipart: {
      kind,
      period: '2024',
      acknowledge: 'all',
      file: { name: basename(file), mimeType: 'application/octet-stream', buffer: readFileSync(file) },
    },
  });
  return (await body<{ id: number }>(answer)).id;
}

test('labels that nobody knows are answered once, and count at once', async ({ page }) => {
  const headers = await join(page.request, somebody('Basile Microbe'), FINESS);
  await signCharter(page.request, headers, FINESS);
  await deliver(page.request, headers, 'structure', 'structure_2024.xlsx');
  const id = await deliver(page.request, headers, 'resistance', 'resistances_2024.xlsx');

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

  const told = await page.request.get(`/api/v1/establishments/${FINESS}/correspondences/antibiotic`, { headers });
  expect((await body<{ items: unknown[] }>(told)).items).toEqual([{ label: 'Fosfomycine', code: 'FOT' }]);
});
