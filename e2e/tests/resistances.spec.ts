// From an indicator down to the isolate that does not count, and why; then over the years, by specimen and type.
import { readFile } from 'node:fs/promises';

import { expect, type Locator, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { french } from '../fixtures/french.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { answerKey, answers, sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.resistances;
const PAGE = `/etablissements/${FINESS}/resistances`;
const key = answerKey('ch-grasse', 2024).resistance;
const DESKTOP = { width: 1280, height: 800 };

// Page, axe in both themes, a telephone; the window is as it was afterwards.
async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await page.setViewportSize(DESKTOP);
}

// Arrow keys speak the points of a chart; its numbers and its picture are files.
async function chartIsWalkedAndSaved(page: Page, figure: Locator): Promise<void> {
  const drawing = figure.getByRole('img', { name: /souches résistantes, en %/ });
  // The library that draws arrives with the first chart.
  await expect(async () => {
    await drawing.press('End');
    await expect(figure.getByText(/^2024\. .*7,6\s%/)).toBeAttached({ timeout: 500 });
  }).toPass();
  const saved = async (name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await figure.getByRole('button', { name }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^staphylococcus-aureus-.*\.(csv|svg|png)$/);
    return readFile(await file.path());
  };
  const numbers = (await saved('Données CSV')).toString();
  expect(numbers).toMatch(/^\ufeffAnnée;.*\(%\);.*borne basse;.*borne haute\r\n2023;8,\d+;/);
  const picture = (await saved('Image SVG')).toString();
  expect(picture).toContain('<title>Staphylococcus aureus');
  expect(picture).toContain('>ConsoRes</text>');
  expect((await saved('Image PNG')).subarray(1, 4).toString()).toBe('PNG');
}

test('a microbiologist opens a figure and finds the isolate that was left out', async ({ page }) => {
  test.setTimeout(240_000);
  const headers = await join(page.request, somebody('Marie Micro'), FINESS);
  await signCharter(page.request, headers, FINESS);
  const answered = [2023, 2024].flatMap((year) => Object.entries(answers('ch-grasse', year).sector_answers));
  const items = [...new Map(answered)].map(([label, { answer }]) => ({ label, code: answer }));
  await body(await page.request.put(`/api/v1/establishments/${FINESS}/correspondences/sector`, { headers, data: { items } }));
  for (const year of [2023, 2024]) {
    for (const [kind, name] of [['structure', 'structure'], ['patient_days', 'jh'], ['resistance', 'resistances']] as const) {
      await deliver(page.request, headers, FINESS, kind, sample('ch-grasse', `${name}_${year}.xlsx`), `${year}`);
    }
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
  await expect(page.getByRole('table', { name: 'EPC par type et par espèce' })).toBeVisible();
  await expect(page.getByRole('img', { name: /souches résistantes/ })).toBeVisible();
  await expectSound(page);

  await test.step('one click from the indicator: the isolates, the rules and the reasons', async () => {
    await cards.getByRole('button', { name: 'Isolats et dédoublonnage : SARM parmi les S. aureus' }).click();
    const dialog = page.getByRole('dialog', { name: 'Les isolats derrière ce chiffre' });
    const rules = dialog.getByRole('table', { name: 'Le même chiffre selon la règle de dédoublonnage' });
    await expect(rules.getByRole('row', { name: /^SPARES/ }).first()).toContainText(`${n} sur ${N}`);
    const origins = dialog.getByRole('table', { name: 'Souches comptées selon leur origine' });
    await expect(origins.getByRole('row', { name: /^Hospitalière/ })).toBeVisible();
    const isolates = dialog.getByRole('table', { name: 'Isolats du chiffre' });
    const out = isolates.getByRole('row').filter({ hasText: 'Écarté' }).first();
    await expect(out).toContainText(/Même souche, .* : l’isolat n° /);
    await expectSound(page);

    await dialog.getByRole('combobox', { name: 'Origine' }).selectOption('Communautaire');
    await expect(isolates.getByText(/^J[12] du séjour, communautaire$/).first()).toBeVisible();
    await expect(isolates.getByText(/hospitalière$/)).toHaveCount(0);
    await dialog.getByRole('combobox', { name: 'Origine' }).selectOption('Toutes');

    await out.getByRole('button', { name: /^Voir les isolats du patient/ }).click();
    await expect(dialog.getByText('ses isolats dans l’ordre du temps')).toBeVisible();
    await expect(isolates.getByRole('row').filter({ hasText: 'Compté' })).not.toHaveCount(0);
    await dialog.getByRole('combobox', { name: 'Isolats' }).selectOption('Écartés par le dédoublonnage');
    await expect(isolates.getByRole('row').filter({ hasText: 'Compté' })).toHaveCount(0);

    const [resistant, tested] = key.by_specimen['1'].species.STAAUR.SARM;
    await dialog.getByRole('combobox', { name: 'Prélèvements' }).selectOption('Hémoculture');
    await expect(rules.getByRole('row', { name: /^SPARES/ }).first()).toContainText(`${resistant} sur ${tested}`);
    await expect(page).toHaveURL(/isolats=STAAUR%3AMETI&nature=1$/);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('one organism and antibiotic over the years, with the target of the nation', async () => {
    await page.goto(`${PAGE}?annee=2024&organisme=STAAUR&antibiotique=METI`);
    const evolution = page.getByRole('region', { name: /^Évolution : Staphylococcus aureus, Méticilline/ });
    await expect(evolution.getByText('au plus 0,153')).toBeVisible();
    await chartIsWalkedAndSaved(page, evolution.getByRole('figure').first());
    await evolution.getByRole('button', { name: 'Tableau' }).first().click();
    const twin = evolution.getByRole('table', { name: /souches résistantes, en %/ });
    await expect(twin.getByRole('row', { name: /^2024/ })).toContainText('7,6 %');
    await expect(twin.getByRole('row', { name: /^2023/ })).toContainText('8,6 %');
    const [resistant, tested] = key.by_specimen['1'].species.STAAUR.SARM;
    const blood = evolution.getByRole('row', { name: /^Hémoculture/ });
    await expect(blood).toContainText(`${resistant} sur ${tested}`);
    await evolution.getByRole('combobox', { name: 'Prélèvements' }).selectOption('Hémoculture');
    await expect(evolution.getByText('moins de 10 %')).toBeVisible();
    await expect(page).toHaveURL(/prelevement=1/);
  });

  await test.step('carbapenemases by type and species, down to their isolates', async () => {
    const types = page.getByRole('table', { name: 'EPC par type et par espèce' });
    const { pct, by_type } = key.summary.EPC;
    await expect(types.getByRole('row', { name: `Toutes les carbapénémases ${pct.n} ` })).toBeVisible();
    for (const [kind, number] of Object.entries(by_type)) {
      await expect(types.getByRole('row', { name: `${kind} ${number} ` })).toBeVisible();
    }
    await types.getByRole('button', { name: 'Isolats et dédoublonnage : NDM', exact: true }).click();
    const isolates = page.getByRole('dialog').getByRole('table', { name: 'Isolats du chiffre' });
    await expect(isolates.getByText('EPC NDM').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('antifungals: what is too few for a percentage is told by its counts', async () => {
    await page.getByRole('navigation', { name: 'Vues des résistances' }).getByRole('link', { name: 'Antifongiques' }).click();
    await expect(page).toHaveURL(`${PAGE}/antifongiques?annee=2024`);
    const table = page.getByRole('table', { name: 'Résistance aux antifongiques par micro-organisme' });
    await expect(table.getByRole('row', { name: /^Candida auris .* 0 / })).toBeVisible();
    await expect(table.getByRole('row', { name: /^Aspergillus fumigatus/ })).toBeVisible();
    const few = table.getByRole('button', { name: 'Candida albicans, Fluconazole : 1 sur 9 isolats R', exact: true });
    await expect(few).toHaveText('1/9');
    await expectSound(page);
  });

  await test.step('the national panel, on the screen and as a file', async () => {
    await page.getByRole('link', { name: 'Panel national' }).click();
    const table = page.getByRole('table', { name: 'Indicateurs du panel' });
    const line = table.getByRole('row', { name: /^Méticilline \(SARM\)/ });
    await expect(line).toContainText(`${n} sur ${N}`);
    await line.getByText(/natures$/).click();
    const [resistant, tested] = key.by_specimen['1'].species.STAAUR.SARM;
    const blood = line.getByRole('listitem').filter({ hasText: /^Hémoculture/ });
    await expect(blood).toContainText(`(${resistant} sur ${tested})`);
    await expect(blood).toBeVisible();
    await expectSound(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger tout le panel (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe(`panel_${FINESS}_2024.csv`);
  });
});
