// Every private page, as the référent of a hospital that has delivered sees it.
import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { drawCharts } from '../fixtures/charts.ts';
import { EMBRUN, logIn } from '../fixtures/delivery.ts';
import { logIn as logInAs, register, somebody } from '../fixtures/people.ts';
import { outline } from '../fixtures/outline.ts';
import { sample } from '../fixtures/samples.ts';
import { DashboardPage } from '../pages/dashboard.ts';
import { ImportWizard } from '../pages/import-wizard.ts';
import { ImportsPage } from '../pages/imports.ts';

const HOME = `/etablissements/${EMBRUN}`;
const FILE = 'consommations_2024.xlsx';

// How to reach each page, and what tells that it is complete.
const PAGES: Record<string, (page: Page) => Promise<void>> = {
  'mes-etablissements': async (page) => {
    await page.goto('/etablissements');
    await page.getByLabel('Nom, numéro FINESS ou ville').fill('embrun');
    await expect(page.getByText('Déjà parmi les vôtres')).toBeVisible();
  },
  ehpad: async (page) => {
    await page.goto('/etablissements/ehpad');
    await expect(page.getByRole('button', { name: 'Ajouter cet EHPAD' })).toBeVisible();
  },
  'tableau-de-bord': async (page) => {
    const dashboard = new DashboardPage(page);
    await dashboard.goto(EMBRUN, 2024);
    await expect(dashboard.indicators).toBeVisible();
  },
  calcul: async (page) => {
    const dashboard = new DashboardPage(page);
    await dashboard.goto(EMBRUN, 2024);
    await dashboard.explain('Consommation d’antibiotiques');
    await expect(dashboard.explanation.getByText('Règles appliquées')).toBeVisible();
  },
  structure: async (page) => {
    await page.goto(`${HOME}/structure?annee=2024`);
    await expect(page.getByRole('table')).toBeVisible();
  },
  lits: async (page) => {
    await page.goto(`${HOME}/lits?annee=2024`);
    await expect(page.getByRole('table')).toBeVisible();
  },
  imports: async (page) => {
    await new ImportsPage(page).goto(EMBRUN);
    await expect(page.getByRole('table')).toBeVisible();
  },
  import: async (page) => {
    const imports = new ImportsPage(page);
    await imports.goto(EMBRUN);
    await imports.open(FILE);
    await expect(page.getByText('En vigueur')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Anomalies ligne par ligne' })).toBeVisible();
  },
  resultat: async (page) => {
    const imports = new ImportsPage(page);
    await imports.goto(EMBRUN);
    await imports.open(FILE);
    const id = new URL(page.url()).pathname.split('/').pop();
    await page.goto(`${HOME}/imports/nouveau/resultat?import=${id}`);
    await expect(page.getByText(/DDJ\/1000 JH/)).toBeVisible();
  },
  type: async (page) => {
    await new ImportWizard(page).start(EMBRUN);
    await expect(page.getByRole('radio').first()).toBeVisible();
  },
  fichier: async (page) => void (await fileStep(page)),
  colonnes: async (page) => void (await columnsStep(page)),
  verdict: async (page) => {
    const wizard = await columnsStep(page);
    await wizard.verify();
    await expect(wizard.rows).toBeAttached();
  },
  correspondances: async (page) => {
    await page.goto(`${HOME}/correspondances`);
    await expect(page.getByRole('table', { name: 'Livret de la pharmacie' })).toBeVisible();
  },
  resistances: async (page) => {
    await page.goto(`${HOME}/resistances`);
    await expect(page.getByText('Aucun isolat pour 2024')).toBeVisible();
  },
  alertes: async (page) => {
    await page.goto(`${HOME}/alertes`);
    await expect(page.getByText('Aucune alerte à examiner')).toBeVisible();
  },
  charte: async (page) => {
    await page.goto(`${HOME}/charte`);
    await expect(page.getByText('La charte en vigueur est signée')).toBeVisible();
  },
  utilisateurs: async (page) => {
    await page.goto(`${HOME}/utilisateurs`);
    await expect(page.getByRole('button', { name: 'Accepter Denis Candidat' })).toBeVisible();
  },
  refuser: async (page) => {
    await page.goto(`${HOME}/utilisateurs`);
    await page.getByRole('button', { name: 'Refuser Denis Candidat' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  jetons: async (page) => {
    await page.goto(`${HOME}/jetons`);
    await expect(page.getByRole('table', { name: 'Jetons de l’établissement' })).toBeVisible();
  },
  compte: async (page) => {
    // Somebody who has one login.
    const person = somebody('Corinne Seule');
    await register(page.request, person);
    await logInAs(page.request, person);
    await page.goto('/compte');
    await expect(page.getByText('Cet appareil')).toBeVisible();
  },
  comptes: async (page) => {
    await page.goto('/comptes');
    await expect(page.getByText('Cette page est celle de l’équipe nationale')).toBeVisible();
  },
  synonymes: async (page) => {
    await page.goto('/synonymes');
    await expect(page.getByText('Cette page est celle de l’équipe nationale')).toBeVisible();
  },
  journal: async (page) => {
    await page.goto(`${HOME}/journal`);
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  },
};

for (const [name, open] of Object.entries(PAGES)) {
  test(`the page ${name} is accessible, fits a telephone and keeps its outline`, async ({ page }) => {
    await logIn(page.request);
    await open(page);
    await drawCharts(page);
    const shown = (await page.getByRole('dialog').isVisible()) ? page.getByRole('dialog') : page.getByRole('main');
    // What the page fetches may arrive after its heading.
    await expect(async () => expect(await outline(shown)).toMatchSnapshot(`${name}.txt`)).toPass({ timeout: 10_000 });
    await expectAccessible(page);
    await expectFitsTelephone(page);
  });
}

test('on a telephone the open tab of a hospital is in view', async ({ page }) => {
  await logIn(page.request);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${HOME}/journal`);
  const last = page.getByRole('navigation', { name: 'Établissement' }).getByRole('link').last();
  await expect(last).toHaveAttribute('aria-current', 'page');
  await expect(last).toBeInViewport({ ratio: 0.99 });
  expect(await page.evaluate(() => window.scrollY), 'the page does not jump').toBe(0);
});

// The structure of another year, read again: nothing is stored.
async function fileStep(page: Page): Promise<ImportWizard> {
  const wizard = new ImportWizard(page);
  await wizard.start(EMBRUN);
  await wizard.chooseKind('Structure', 2023);
  await wizard.next();
  await expect(wizard.step('Fichier')).toBeVisible();
  return wizard;
}

async function columnsStep(page: Page): Promise<ImportWizard> {
  const wizard = await fileStep(page);
  await wizard.chooseFile(sample('embrun-clean', 'structure_2024.xlsx'));
  // Its columns are those of the year that was delivered.
  await page.getByRole('link', { name: 'Revoir les colonnes' }).click();
  await expect(wizard.column('Code UF (obligatoire)')).toBeVisible();
  return wizard;
}
