// From an indicator down to the isolate that does not count, and why.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { french } from '../fixtures/french.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { answerKey, answers, sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.resistances;
const key = answerKey('ch-grasse', 2024).resistance;

test('a microbiologist opens a figure and finds the isolate that was left out', async ({ page }) => {
  test.setTimeout(120_000);
  const headers = await join(page.request, somebody('Marie Micro'), FINESS);
  await signCharter(page.request, headers, FINESS);
  const known = answers('ch-grasse', 2024);
  const items = Object.entries(known.sector_answers).map(([label, { answer }]) => ({ label, code: answer }));
  await body(await page.request.put(`/api/v1/establishments/${FINESS}/correspondences/sector`, { headers, data: { items } }));
  for (const [kind, name] of [['structure', 'structure'], ['patient_days', 'jh'], ['resistance', 'resistances']] as const) {
    await deliver(page.request, headers, FINESS, kind, sample('ch-grasse', `${name}_2024.xlsx`));
  }

  await page.goto(`/etablissements/${FINESS}/tableau-de-bord?annee=2024`);
  const cards = page.getByRole('region', { name: 'Bactéries résistantes' });
  const { n, N } = key.summary.SARM.pct;
  await expect(cards.getByText(`${french(n)} sur ${french(N)} isolats testés`)).toBeVisible();
  await page.getByRole('link', { name: 'Toutes les résistances' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Résistances' })).toBeVisible();
  const indicators = page.getByRole('table', { name: 'Indicateurs nationaux, cibles et valeurs publiées' });
  await expect(indicators.getByRole('row')).toHaveCount(11);
  await expect(page.getByRole('table', { name: 'Résistance par antibiotique' }).getByRole('row').nth(2)).toBeVisible();
  await expectAccessible(page);
  await expectFitsTelephone(page);

  await test.step('one click from the indicator: the isolates, the rules and the reasons', async () => {
    await cards.getByRole('button', { name: 'Isolats et dédoublonnage : SARM parmi les S. aureus' }).click();
    const dialog = page.getByRole('dialog', { name: 'Les isolats derrière ce chiffre' });
    const rules = dialog.getByRole('table', { name: 'Le même chiffre selon la règle de dédoublonnage' });
    await expect(rules.getByRole('row', { name: /^SPARES/ }).first()).toContainText(`${n} sur ${N}`);
    const isolates = dialog.getByRole('table', { name: 'Isolats du chiffre' });
    const out = isolates.getByRole('row').filter({ hasText: 'Écarté' }).first();
    await expect(out).toContainText(/Même souche, .* : l’isolat n° /);
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await out.getByRole('button', { name: /^Voir les isolats du patient/ }).click();
    await expect(dialog.getByText('ses isolats dans l’ordre du temps')).toBeVisible();
    await expect(isolates.getByRole('row').filter({ hasText: 'Compté' })).not.toHaveCount(0);
    await dialog.getByRole('combobox', { name: 'Isolats' }).selectOption('Écartés par le dédoublonnage');
    await expect(isolates.getByRole('row').filter({ hasText: 'Compté' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});
