// From a question in words to a chart, its sentence, its numbers, and an address that somebody else opens.
import { readFile } from 'node:fs/promises';

import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { deliver } from '../fixtures/delivery.ts';
import { french } from '../fixtures/french.ts';
import { body, HOSPITALS, join, logIn, signCharter, somebody } from '../fixtures/people.ts';
import { answerKey, answers, sample } from '../fixtures/samples.ts';
import { rows } from '../fixtures/workbook.ts';

const FINESS = HOSPITALS.analyses;
const key = answerKey('ch-grasse', 2024);
const before = answerKey('ch-grasse', 2023);
const DESKTOP = { width: 1280, height: 800 };

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await page.setViewportSize(DESKTOP);
}

// A number as a file has it: without blanks.
const cell = (value: number): string => french(value, 6).replaceAll(' ', '');

// The numbers of the chart, as a file gives them: `2024;354,2;…`.
async function numbers(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Données CSV' }).first().click();
  return (await readFile(await (await download).path())).toString();
}

// The same in the workbook of the chart, cell by cell.
async function expectSameWorkbook(page: Page, csv: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Données Excel (.xlsx)' }).first().click();
  const found = rows(await readFile(await (await download).path()));
  const written = found.map((cells) => cells.map((one) => (typeof one === 'number' ? `${one}`.replace('.', ',') : one)));
  const table = csv.replace('\ufeff', '').split('\r\n\r\n')[0] ?? '';
  expect(written.map((cells) => cells.join(';'))).toEqual(table.split('\r\n').map((line) => line.replace(/;+$/, '')));
  expect(found.slice(1).flat().some((one) => typeof one === 'number')).toBe(true);
}

test('a pharmacist asks, reads, compares, and shares what was found', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const chosen = (name: string) => page.getByRole('combobox', { name, exact: true });
  const person = somebody('Alice Analyste');
  const headers = await join(page.request, person, FINESS);
  await signCharter(page.request, headers, FINESS);
  const items = [2023, 2024].flatMap((year) => Object.entries(answers('ch-grasse', year).sector_answers));
  const sectors = [...new Map(items)].map(([label, { answer }]) => ({ label, code: answer }));
  const correspondences = `/api/v1/establishments/${FINESS}/correspondences`;
  await body(await page.request.put(`${correspondences}/sector`, { headers, data: { items: sectors } }));
  for (const year of [2023, 2024]) {
    await body(
      await page.request.put(`${correspondences}/drug`, { headers, data: { items: answers('ch-grasse', year).drug } }),
    );
    for (const [kind, name] of [
      ['structure', 'structure'],
      ['patient_days', 'jh'],
      ['consumption', 'consommations'],
      ['resistance', 'resistances'],
    ] as const) {
      await deliver(page.request, headers, FINESS, kind, sample('ch-grasse', `${name}_${year}.xlsx`), `${year}`);
    }
  }

  await page.goto('/etablissements');
  await page.getByRole('banner').getByRole('link', { name: 'Analyses', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Analyses' })).toBeVisible();
  await expectSound(page);

  await test.step('the consumption over the years, as the key has it', async () => {
    await page.getByRole('link', { name: /Comment la consommation évolue-t-elle/ }).click();
    await expect(page.getByText(/^De 2023 à 2024, .*: de /)).toBeVisible();
    const found = await numbers(page);
    expect(found).toContain(`2023;${cell(before.consumption.total.rate)}`);
    expect(found).toContain(`2024;${cell(key.consumption.total.rate)}`);
    await expectSameWorkbook(page, found);
    await expectSound(page);
  });

  await test.step('one sector and one family, and the way back', async () => {
    await chosen('À côté de').selectOption('');
    await chosen('Secteur').selectOption('REA');
    await chosen('Antibiotiques consommés').selectOption('CARBA');
    await expect(page.getByRole('heading', { name: /Carbapénèmes – Réanimation/ })).toBeVisible();
    await expect(page).toHaveURL(/secteur=REA&famille=CARBA/);
    await page.goBack();
    await expect(page.getByRole('heading', { name: /Consommation d’antibiotiques – Réanimation/ })).toBeVisible();
    const found = await numbers(page);
    expect(found).toContain(`2024;${cell(key.consumption.by_sector.REA.rate)}`);
  });

  await test.step('every figure opens over its sides, and leads to its rows', async () => {
    await page.getByText('Ouvrir un chiffre', { exact: true }).click();
    const figures = page.getByRole('table', { name: 'Les chiffres de cette analyse' });
    const of2024 = figures.getByRole('row', { name: /2024/ });
    await expect(of2024).toContainText(`${french(key.consumption.by_sector.REA.ddj, 1)}\u00a0DDJ`);
    await expectSound(page);
    await of2024.getByRole('link', { name: /^Ouvrir les lignes/ }).click();
    await expect(page.getByRole('dialog', { name: 'Comment ce chiffre est calculé' })).toBeVisible();
    await page.goBack();
  });

  await test.step('quarter by quarter, beside the period before', async () => {
    await chosen('Pas de temps').selectOption('trimestre');
    await chosen('À côté de').selectOption('periode-precedente');
    await expect(page).toHaveURL(/avec=periode-precedente.*pas=trimestre/);
    // The files of this hospital are of whole years.
    await expect(page.getByText('Pas de graphique', { exact: true })).toBeVisible();
    await expectSound(page);
    await chosen('À côté de').selectOption('');
    await chosen('Pas de temps').selectOption('');
  });

  await test.step('a question is kept under a name, found again, and forgotten', async () => {
    const name = 'Réanimation, cinq ans';
    await page.getByText('Enregistrer cette analyse', { exact: true }).click();
    await page.getByLabel('Nom de l’analyse').fill(name);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByText(/est dans vos analyses/)).toBeVisible();
    await expectSound(page);
    await page.getByRole('link', { name: 'Voir mes analyses' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Mes analyses' })).toBeVisible();
    await expectSound(page);
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { name: /Réanimation/ })).toBeVisible();
    await page.goto('/analyses');
    await page.getByRole('button', { name: `Supprimer ${name}` }).click();
    await page.getByRole('button', { name: 'Supprimer l’analyse' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Mes analyses' })).toBeHidden();
    await page.goto(`/analyses?sujet=consommation&vue=evolution&qui=${FINESS}&de=2020&a=2024&secteur=REA`);
  });

  await test.step('its place among hospitals waits for ten of them', async () => {
    await chosen('Vue').selectOption('position');
    await expect(page.getByText(/Il faut au moins 10.établissements/).first()).toBeVisible();
    await page.getByRole('link', { name: 'Ce que le modèle attend, et comment' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ce que le modèle attend' })).toBeVisible();
    await expect(page.getByText(/Il faut au moins 30.établissements/)).toBeVisible();
    await expectSound(page);
    await page.getByRole('link', { name: 'Revenir à l’analyse' }).click();
    await expect(page).toHaveURL(/vue=position/);
  });

  await test.step('towards the target of the nation, with the reason why nothing is projected', async () => {
    await page.goto(`/analyses?sujet=consommation&vue=vers-la-cible&qui=${FINESS}&de=2020&a=2024`);
    await expect(page.getByText(/^Rien n’est projeté.: il faut au moins 5.années, et seules 2 comptent/)).toBeVisible();
    await expect(page.getByText(/L’écart est de/)).toBeVisible();
    await expectSound(page);
    await chosen('Antibiotiques consommés').selectOption('CARBA');
    // Carbapenems have no target.
    await expect(chosen('Vue')).toHaveValue('evolution');
  });

  await test.step('families, sectors and the antibiogram', async () => {
    for (const view of ['familles', 'secteurs', 'secteurs-et-familles', 'evolution-par-secteur', 'aware']) {
      await page.goto(`/analyses?sujet=consommation&vue=${view}&qui=${FINESS}&de=2023&a=2024`);
      await expect(page.getByText('Ce qui se lit', { exact: true })).toBeVisible();
      await expectSound(page);
    }
    await page.goto(`/analyses?sujet=resistance&vue=antibiogramme&qui=${FINESS}&a=2024`);
    await expect(page.getByText('Ce qui se lit', { exact: true })).toBeVisible();
    await expectSound(page);
  });

  await test.step('resistance beside consumption, with what it does not prove', async () => {
    await page.getByRole('button', { name: 'Les deux' }).click();
    await expect(chosen('Micro-organisme')).toHaveValue('ESCCOL');
    await expect(page.getByText('Ce qui ne se lit pas', { exact: true })).toBeVisible();
    await expectSound(page);
  });

  await test.step('the address opens the same elsewhere', async () => {
    const shared = page.url();
    const title = await page.getByRole('heading', { level: 2 }).last().textContent();
    const other = await browser.newContext();
    await logIn(other.request, person);
    const theirs = await other.newPage();
    await theirs.goto(shared);
    await expect(theirs.getByRole('heading', { level: 2, name: title ?? '' })).toBeVisible();
    await other.close();
  });
});
