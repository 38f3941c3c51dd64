// From an empty account to a figure that can be opened, with the files of a real-looking hospital.
import { expect, type Page, test } from '@playwright/test';

import { french } from '../fixtures/french.ts';
import { answerKey, answers, sample, totals } from '../fixtures/samples.ts';
import { CharterPage } from '../pages/charter.ts';
import { CorrespondencesPage } from '../pages/correspondences.ts';
import { DashboardPage } from '../pages/dashboard.ts';
import { EstablishmentsPage } from '../pages/establishments.ts';
import { ImportWizard, type Kind } from '../pages/import-wizard.ts';
import { ImportsPage } from '../pages/imports.ts';
import { SignUpPage } from '../pages/sign-up.ts';

const GRASSE = '060000478';
const YEAR = 2024;
const CONSUMPTION = 'Consommation d’antibiotiques';
const key = answerKey('ch-grasse', YEAR);
const given = answers('ch-grasse', YEAR);

test('a hospital registers, delivers its year, opens its figure and takes an import back', async ({ page }) => {
  test.setTimeout(180_000);
  await register(page);
  await joinGrasse(page);
  await uploadOwnDrugs(page);

  await test.step('the structure asks for the sector of two units', async () => {
    const wizard = await verdictOf(page, 'Structure', 'structure_2024.xlsx');
    await expect(wizard.rows).toContainText(`${key.structure.rows.read} lignes lues`);
    await expect(wizard.questions).toContainText('2 questions sur le secteur');
    for (const [unit, { answer }] of Object.entries(given.sector_answers)) {
      await wizard.answer(unit, answer);
    }
    await expect(wizard.questions).toContainText('Toutes les questions ont leur réponse');
    await expect(wizard.effect('Unités comptées')).toHaveText(new RegExp(`${key.structure.by_status.perimeter}$`));
    await wizard.store();
    await expect(wizard.step('Import enregistré')).toBeVisible();
  });

  await test.step('the patient-days come from an old .xls workbook', async () => {
    const wizard = await verdictOf(page, 'Journées d’hospitalisation', 'jh_2024.xls');
    await expect(wizard.rows).toContainText(`${key.patient_days.rows.read} lignes lues`);
    await wizard.store();
    await expect(wizard.step('Import enregistré')).toBeVisible();
  });

  await test.step('the consumption gives the rate of the answer key', async () => {
    const wizard = await verdictOf(page, 'Consommations', 'consommations_2024.xlsx');
    const { read, kept, ignored, rejected } = totals(key.consumption.rows);
    await expect(wizard.rows).toContainText(
      `${french(read)} lignes lues = ${french(kept)} gardées + ${french(ignored)} ignorées + ${french(rejected)} rejetées`,
    );
    await wizard.store();
    await expect(page.getByText(`L’année ${YEAR} est à ${french(key.consumption.total.rate, 1)} DDJ/1000 JH`)).toBeVisible();
    await wizard.openDashboard();
  });

  const dashboard = new DashboardPage(page);
  await test.step('the dashboard shows the figure with both its sides', async () => {
    await expect(page).toHaveURL(/annee=2024&perimetre=spares/);
    const { ddj, jh, rate } = key.consumption.total;
    const card = dashboard.card(CONSUMPTION);
    await expect(card).toContainText(french(rate, 1));
    await expect(card).toContainText(`${french(ddj, 1)} DDJ pour ${french(jh)} JH`);
    await expect(dashboard.sector('Chirurgie')).toContainText(french(key.consumption.by_sector.CHIR.rate, 1));
  });

  await test.step('the figure opens down to the rows of the file', async () => {
    await dashboard.explain(CONSUMPTION);
    const formula = dashboard.explanation.getByRole('region', { name: 'Formule' });
    await expect(formula).toContainText(french(key.consumption.total.rate, 1));
    await expect(formula).toContainText(french(key.consumption.total.jh));
    await dashboard.explanation.getByRole('button', { name: 'Voir les lignes : ' }).first().click();
    await expect(dashboard.explanation.getByRole('table', { name: 'Lignes des fichiers de consommation' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dashboard.explanation).toBeHidden();
  });

  await test.step('an anomaly leads to the rows that have it', async () => {
    await page.getByRole('link', { name: /^Corriger : L’UF/ }).first().click();
    await expect(page.getByRole('heading', { name: 'Ligne par ligne' })).toBeFocused();
    await expect(page.getByRole('table', { name: 'Anomalies ligne par ligne' }).getByRole('row').nth(1)).toBeVisible();
  });

  await test.step('a cancelled import leaves the figures, not the journal', async () => {
    const imports = new ImportsPage(page);
    await imports.goto(GRASSE);
    await imports.open('consommations_2024.xlsx');
    await imports.cancel();
    await expect(page.getByText('Annulé', { exact: true })).toBeVisible();
    await dashboard.goto(GRASSE, YEAR);
    await expect(page.getByRole('link', { name: 'Importer les consommations : Consommations' })).toBeVisible();
    await expect(page.getByText(french(key.consumption.total.rate, 1))).toBeHidden();
    await page.goto(`/etablissements/${GRASSE}/journal`);
    await expect(page.getByRole('listitem').filter({ hasText: /annul/i }).first()).toBeVisible();
  });
});

async function register(page: Page) {
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'S’inscrire' }).click();
  await new SignUpPage(page).register({
    full_name: 'Amina Bertrand',
    email: 'amina.bertrand@example.org',
    password: 'trois-mésanges-sur-le-mur',
  });
  await expect(new EstablishmentsPage(page).heading).toBeVisible();
}

// Joins as the first person, and signs.
async function joinGrasse(page: Page) {
  const establishments = new EstablishmentsPage(page);
  await establishments.search('grasse');
  await establishments.join(GRASSE);
  await expect(page.getByRole('status').filter({ hasText: 'Vous êtes référent' })).toBeVisible();
  await establishments.readCharter();
  const charter = new CharterPage(page);
  await charter.sign();
  await expect(charter.signed).toBeVisible();
  await page.getByRole('link', { name: 'Ouvrir le tableau de bord' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible();
}

async function uploadOwnDrugs(page: Page) {
  const correspondences = new CorrespondencesPage(page);
  await page.getByRole('link', { name: 'Correspondances' }).click();
  await correspondences.uploadDrugs(sample('ch-grasse', 'medicaments_2024.xlsx'));
  await expect(page.getByRole('status').filter({ hasText: `${given.drug.length} médicaments en vigueur` })).toBeVisible();
}

// Walks the wizard to the verdict of a file.
async function verdictOf(page: Page, kind: Kind, file: string): Promise<ImportWizard> {
  const wizard = new ImportWizard(page);
  await wizard.start(GRASSE);
  await wizard.chooseKind(kind, YEAR);
  await wizard.next();
  await wizard.chooseFile(sample('ch-grasse', file));
  await expect(wizard.step('Colonnes')).toBeVisible();
  await wizard.verify();
  await expect(wizard.step('Verdict')).toBeVisible();
  return wizard;
}
