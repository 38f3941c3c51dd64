// Somebody without an account asks the open figures; a pharmacist looks where the own hospital stands.
import { readFile } from 'node:fs/promises';

import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { french } from '../fixtures/french.ts';
import { type Nation, PHARMACIST, startNation } from '../fixtures/nation.ts';
import { body, logIn } from '../fixtures/people.ts';
import { serve } from '../fixtures/site.ts';

const DESKTOP = { width: 1280, height: 800 };

let nation: Nation;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  nation = await startNation();
});

test.afterAll(() => nation.stop());

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await page.setViewportSize(DESKTOP);
}

interface Group {
  key: Record<string, string>;
  rate: { value: number | null };
}

// A region whose carbapenems in intensive care show in every year.
async function region(page: Page): Promise<{ code: string; values: Map<string, number> }> {
  const question = 'across=region&years=2022..2024&by=year&sector=REA&family=CARBA';
  const { groups } = await body<{ groups: Group[] }>(
    await page.request.get(`${nation.url}/api/v1/open/analyses/consumption?${question}`, { maxRetries: 2 }),
  );
  for (const code of new Set(groups.map((one) => one.key.region ?? ''))) {
    const own = groups.filter((one) => one.key.region === code && one.rate.value !== null);
    if (own.length === 3) {
      return { code, values: new Map(own.map((one) => [one.key.year ?? '', one.rate.value ?? 0])) };
    }
  }
  throw new Error('no region shows its carbapenems');
}

const csv = async (page: Page): Promise<string> => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Données CSV' }).first().click();
  return (await readFile(await (await download).path())).toString();
};

test('a visitor finds answers, takes the figures along, and somebody else opens the same address', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const chosen = (name: string) => page.getByRole('combobox', { name, exact: true });
  const { code, values } = await region(page);

  await page.goto(nation.url);
  await page.getByRole('link', { name: 'Voir les chiffres en accès libre' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Analyses en accès libre' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'La France en 2024' })).toBeVisible();
  await expectSound(page);

  await test.step('how carbapenems of intensive care changed in a region since 2022', async () => {
    await page.getByRole('link', { name: /Les carbapénèmes en réanimation/ }).click();
    await chosen('De qui').selectOption(`region-${code}`);
    await expect(page).toHaveURL(new RegExp(`qui=region-${code}.*secteur=REA&famille=CARBA`));
    // Until the region's answer comes, that of France stands.
    await expect(page.getByText(/^De 2022 à 2024, (?!France )/).first()).toBeVisible();
    const found = await csv(page);
    for (const [year, value] of values) {
      expect(found).toContain(`${year};${french(value, 6).replaceAll(' ', '')}`);
    }
    await expectSound(page);
  });

  await test.step('another session reads the same at the same address', async () => {
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByText(/^De 2022 à 2024, /).first()).toBeVisible();
    expect(await csv(other)).toBe(await csv(page));
    await context.close();
  });

  await test.step('whether resistance of E. coli follows the use of C3G', async () => {
    await page.goto(`${nation.url}/acces-libre`);
    await page.getByRole('link', { name: /La résistance suit-elle la consommation/ }).click();
    await expect(page.getByRole('heading', { name: /Escherichia coli/ }).first()).toBeVisible();
    await expect(page.getByText(/ne dit pas que l’une/).first()).toBeVisible();
    await expectSound(page);
  });

  await test.step('the chart in the frame of another site', async () => {
    const framed = page.url().replace('/acces-libre', '/integrer');
    // A connection that the server closes meanwhile is opened again.
    const answer = await page.request.get(framed, { maxRetries: 2 });
    expect(answer.headers()['content-security-policy']).toContain('frame-ancestors *');
    expect(answer.headers()['x-frame-options']).toBeUndefined();
    const site = await browser.newPage();
    const frame = `<iframe title="ConsoRes" src="${framed.replaceAll('&', '&amp;')}" width="900" height="700"></iframe>`;
    const journal = await serve(frame);
    await site.goto(journal.url);
    const inside = site.frameLocator('iframe');
    await expect(inside.getByRole('heading', { level: 1, name: /Escherichia coli/ })).toBeVisible();
    await expect(inside.getByRole('banner')).toBeHidden();
    await site.close();
    journal.stop();
  });

  await test.step('the tables, whole', async () => {
    await page.goto(`${nation.url}/acces-libre`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Consommation d’antibiotiques et d’antifongiques' }).click();
    const text = (await readFile(await (await download).path())).toString();
    expect(text).toContain('place_kind,place,place_label,year,sector');
    expect(text.split('\n').length).toBeGreaterThan(500);
  });
});

test('a pharmacist sees where the own hospital stands among those of its type', async ({ page }) => {
  test.setTimeout(180_000);
  await logIn(page.request, PHARMACIST, nation.url);
  await page.goto(`${nation.url}/analyses`);
  await page.getByRole('link', { name: /Où se situe mon établissement/ }).click();
  await expect(page).toHaveURL(/vue=position&qui=type-CH/);
  const place = page.getByText(/votre établissement est au .* percentile, parmi 75.établissements \(Centre hospitalier\)/);
  await expect(place.first()).toBeVisible();
  await expect(page.getByText(/^Avec 0,97.× l’attendu/).first()).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: 'Ce que le modèle attend, et comment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ce que le modèle attend' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Réanimation/ }).first()).toBeVisible();
  await expectSound(page);

  await test.step('the place that is chosen by hand is among those of its type as well', async () => {
    await page.goto(`${nation.url}/analyses?sujet=consommation&vue=evolution&qui=060000478&de=2023&a=2024`);
    await page.getByRole('combobox', { name: 'Vue' }).selectOption('position');
    await expect(page).toHaveURL(/vue=position&qui=type-CH/);
    await expect(page.getByRole('combobox', { name: 'Parmi qui' })).toBeVisible();
    await expect(place.first()).toBeVisible();
  });

  await test.step('the department of the establishment, as the API sums it', async () => {
    await page.goto(`${nation.url}/analyses?sujet=consommation&vue=evolution&qui=060000478&de=2024&a=2024`);
    await page.getByRole('combobox', { name: 'De qui' }).selectOption('departement-06');
    await expect(page).toHaveURL(/qui=departement-06/);
    await expect(page.getByRole('heading', { level: 2, name: /Alpes-Maritimes \(06\), 2024/ })).toBeVisible();
    const session = await page.request.post(`${nation.url}/api/v1/auth/login`, { data: PHARMACIST });
    const { access_token: token } = await session.json();
    const answer = await page.request.get(`${nation.url}/api/v1/analyses/consumption?department=06&years=2024&by=year`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { totals } = await answer.json();
    const shown = totals.rate.value.toLocaleString('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    await expect(page.getByText(`${shown}\u00a0DDJ/1000 JH en 2024, seule valeur de la période.`)).toBeVisible();
    await expectSound(page);
  });
});
