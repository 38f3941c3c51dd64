// A campaign as the national team and three establishments live it: opened, delivered, mended, reminded, closed,
// opened again, frozen, told in reports.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

import { expect, type Locator, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { arrive, close, deliverNursingHome, deliverUniversityHospital, PERIOD, type Sender, SMALL, YEAR } from '../fixtures/campaign.ts';
import { deliver } from '../fixtures/delivery.ts';
import { textsTo } from '../fixtures/mails.ts';
import { HOSPITALS, logIn, NATIONAL } from '../fixtures/people.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

const DESKTOP = { width: 1280, height: 800 };

async function looksRight(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await page.setViewportSize(DESKTOP);
}

// Clicks a button that saves a file; gives its path.
async function saved(page: Page, button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return download.path();
}

const read = (program: string, words: string[]) => execFileSync(program, words, { encoding: 'utf8' });

// Saves both documents of a report; gives the text of the PDF, which is tagged and has a title.
async function documents(page: Page, name: string): Promise<string> {
  const file = await saved(page, page.getByRole('button', { name: `PDF : ${name}`, exact: true }).first());
  const facts = read('pdfinfo', [file]);
  expect(facts).toMatch(/Tagged:\s+yes/);
  expect(facts).toMatch(/Title:\s+\S/);
  const book = await saved(page, page.getByRole('button', { name: `Excel : ${name}`, exact: true }).first());
  expect(statSync(book).size).toBeGreaterThan(10_000);
  return read('pdftotext', [file, '-']);
}

// Sets the last day of the campaign on the screen of the national team.
async function setDeadline(page: Page, button: string, day: string): Promise<void> {
  await page.goto(`/pilotage?annee=${YEAR}`);
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ouverture', { exact: true }).fill('2024-01-15');
  await dialog.getByLabel('Date limite', { exact: true }).fill(day);
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog).toBeHidden();
}

test('three establishments go through a campaign, from its opening to the national report', async ({ browser, page }) => {
  test.setTimeout(300_000);
  const contexts = await Promise.all([1, 2, 3].map(() => browser.newContext()));
  const [small, university, home] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page, Page];
  const national = page;
  const rowOf = (finess: string) => national.getByRole('row').filter({ hasText: finess });
  let hospital: Sender;

  await test.step('the national team opens the campaign', async () => {
    await logIn(national.request, NATIONAL);
    await national.goto('/etablissements');
    await national.getByRole('link', { name: 'Pilotage' }).click();
    await expect(national.getByRole('heading', { level: 1, name: 'Pilotage' })).toBeVisible();
    await setDeadline(national, 'Ouvrir la campagne', '2099-12-31');
    await expect(national.getByText('Ouverte le 15 janvier 2024, date limite le 31 décembre 2099.')).toBeVisible();
  });

  await test.step('a hospital delivers a file with an error, and mends it before it is stored', async () => {
    hospital = await arrive(small.request, 'Paule Pharmacienne', HOSPITALS.campaign.small);
    await deliver(small.request, hospital.headers, hospital.finess, 'structure', SMALL.structure, PERIOD);
    const wizard = new ImportWizard(small);
    await wizard.start(hospital.finess);
    await wizard.chooseKind('Journées d’hospitalisation', YEAR);
    await wizard.next();
    await wizard.chooseFile(SMALL.patientDays);
    await expect(wizard.step('Colonnes')).toBeVisible();
    await wizard.verify();
    await expect(wizard.rows).toContainText('2 lignes lues = 1 gardée + 0 ignorée + 1 rejetée');
    await small.getByRole('button', { name: 'Corriger la ligne 3' }).first().click();
    const dialog = small.getByRole('dialog', { name: 'Ligne 3' });
    await dialog.getByLabel('Nombre de JH').fill('8000');
    await dialog.getByRole('button', { name: 'Corriger la ligne' }).click();
    await expect(wizard.rows).toContainText('2 lignes lues = 2 gardées + 0 ignorée + 0 rejetée');
    await wizard.store();
    await expect(wizard.step('Import enregistré')).toBeVisible();
  });

  let chu: Sender;
  let ehpad: Sender;
  await test.step('a university hospital and a nursing home deliver', async () => {
    chu = await arrive(university.request, 'Ursule Universitaire', HOSPITALS.campaign.university);
    await deliverUniversityHospital(chu);
    ehpad = await deliverNursingHome(home.request);
  });

  await test.step('the national team sees who has delivered what, and reminds whom it chooses', async () => {
    await national.goto(`/pilotage?annee=${YEAR}`);
    await national.getByLabel('Chercher').fill(hospital.finess);
    const row = rowOf(hospital.finess);
    await expect(row.getByText('Paule Pharmacienne')).toBeVisible();
    await looksRight(national);
    await row.getByRole('checkbox').check();
    await national.getByRole('button', { name: 'Relancer (1)' }).click();
    await expect(national.getByText('1 référent est relancé par mail')).toBeVisible();
    await national.getByLabel('Chercher').fill(hospital.finess);
    await expect(row.getByText('Relancé le')).toBeVisible();
    await expect.poll(async () => (await textsTo(hospital.person.email)).some((text) => text.includes('31/12/2099'))).toBe(true);
  });

  await test.step('the hospital finds what weighs most, and justifies what is right', async () => {
    await deliver(small.request, hospital.headers, hospital.finess, 'consumption', SMALL.consumption, PERIOD);
    await small.goto(`/etablissements/${hospital.finess}/anomalies?annee=${YEAR}`);
    const waiting = small.getByRole('region', { name: /anomalies? à traiter/ });
    const absent = waiting.getByRole('listitem').filter({ hasText: `Aucune résistance n’est importée pour ${YEAR}` });
    await expect(absent).toBeVisible();
    await looksRight(small);
    await absent.getByRole('button', { name: 'Je m’en occupe' }).click();
    await expect(absent).toContainText('Suivie par Paule Pharmacienne');
    await absent.getByRole('button', { name: 'Justifier' }).click();
    await small.getByLabel('Pourquoi la donnée est juste').fill('Laboratoire extérieur à l’établissement');
    await expectAccessible(small);
    await small.getByRole('dialog').getByRole('button', { name: 'Justifier' }).click();
    const justified = small.getByRole('region', { name: 'Justifiées' });
    await expect(justified).toContainText('« Laboratoire extérieur à l’établissement » Paule Pharmacienne');
  });

  await test.step('an anomaly leads to the screen where it is mended', async () => {
    await small.getByRole('link', { name: `Corriger : Aucun lit n’est saisi pour ${YEAR}.` }).click();
    await expect(small.getByRole('heading', { level: 1, name: 'Lits' })).toBeVisible();
    await small.getByRole('textbox', { name: 'Lits, Médecine' }).fill('40');
    await small.getByRole('button', { name: 'Enregistrer les lits' }).click();
    await expect(small.getByText(`Lits de ${YEAR} enregistrés`)).toBeVisible();
  });

  await test.step('the three years are closed, with a reason for what is not there', async () => {
    await small.goto(`/etablissements/${hospital.finess}/cloture?annee=${YEAR}`);
    await small.getByLabel('Pourquoi sans « Résistances »').fill('Laboratoire extérieur');
    await small.getByRole('button', { name: `Clôturer l’année ${YEAR}` }).click();
    await expect(small.getByText(`L’année ${YEAR} est clôturée`)).toBeVisible();
    await close(chu, false);
    await close(ehpad, true);
    await national.goto(`/pilotage?annee=${YEAR}&etat=clotures`);
    for (const { finess } of [hospital, chu, ehpad]) await expect(rowOf(finess).getByText('Clôturée')).toBeVisible();
  });

  await test.step('after the deadline a year is opened again once the national team agrees', async () => {
    await setDeadline(national, 'Modifier la campagne', '2024-04-30');
    const path = `/etablissements/${chu.finess}/cloture?annee=${YEAR}`;
    await university.goto(path);
    await university.getByLabel('Pourquoi rouvrir l’année').fill('Le livret n’était pas à jour');
    await university.getByRole('button', { name: `Rouvrir l’année ${YEAR}` }).click();
    await expect(university.getByText('l’équipe nationale doit donner son accord')).toBeVisible();
    await expect(university.getByRole('button', { name: /ouvrir l’année/ })).toBeHidden();
    await national.goto(`/pilotage?annee=${YEAR}`);
    await national.getByLabel('Chercher').fill(chu.finess);
    await expect(rowOf(chu.finess).getByText('Réouverture demandée')).toBeVisible();
    await national.goto(path);
    await expect(national.getByText('Le livret n’était pas à jour')).toBeVisible();
    await national.getByRole('button', { name: `Accepter de rouvrir l’année ${YEAR}` }).click();
    await expect(national.getByText(/Rouverte par Nadia Nationale/)).toBeVisible();
  });

  await test.step('the figures that changed since the closing are told, and the year is closed again', async () => {
    const path = `/etablissements/${chu.finess}/cloture?annee=${YEAR}`;
    await university.goto(`/etablissements/${chu.finess}/correspondances`);
    await university.getByLabel('Choisir le livret').setInputFiles('../samples/ch-grasse/medicaments_2023.xlsx');
    await expect(university.getByRole('status').filter({ hasText: /médicaments en vigueur/ })).toBeVisible();
    await university.goto(path);
    const changed = university.getByRole('table', { name: 'Chiffres qui changent' });
    await expect(changed.getByRole('row', { name: /Consommation d’antibiotiques/ })).toBeVisible();
    await looksRight(university);
    await university.getByRole('button', { name: `Clôturer l’année ${YEAR}` }).click();
    await expect(university.getByText(`L’année ${YEAR} est clôturée`)).toBeVisible();
  });

  await test.step('the base is frozen, and proves itself', async () => {
    await national.goto(`/pilotage?annee=${YEAR}`);
    await national.getByRole('button', { name: 'Figer la base' }).click();
    await national.getByLabel('Définitive').check();
    await expect(national.getByLabel('Nom', { exact: true })).toHaveValue(`Base définitive ${YEAR}`);
    await expectAccessible(national);
    await national.getByRole('button', { name: 'Figer', exact: true }).click();
    const base = national.getByRole('region', { name: 'Bases figées' }).getByRole('listitem').first();
    await expect(base).toContainText(`Base définitive ${YEAR}`);
    await base.getByRole('button', { name: `Vérifier Base définitive ${YEAR}` }).click();
    await expect(base.getByText('Inchangée')).toBeVisible();
    await looksRight(national);
  });

  await test.step('each establishment makes its definitive report', async () => {
    const wanted = [
      { of: small, who: hospital, kind: 'Définitif court', perimeter: 'spares', said: 'CH JOSEPH IMBERT' },
      { of: university, who: chu, kind: 'Définitif', perimeter: 'spares', said: 'PASTEUR' },
      { of: home, who: ehpad, kind: 'Définitif', perimeter: 'ehpad', said: 'EHPAD les Oliviers' },
    ];
    for (const { of, who, kind, perimeter, said } of wanted) {
      await of.goto(`/etablissements/${who.finess}/rapports`);
      await expect(of.getByText('Aucun rapport pour l’instant')).toBeVisible();
      await of.getByRole('radio', { name: new RegExp(`^${kind} (Les|L’)`) }).check();
      await of.getByLabel('Année').selectOption(PERIOD);
      await of.getByLabel('Périmètre').selectOption(perimeter);
      await of.getByRole('button', { name: 'Générer le rapport' }).click();
      const suffix = perimeter === 'ehpad' ? ', EHPAD' : '';
      const name = `Rapport ${kind.toLowerCase()} ${YEAR}${suffix}`;
      await expect(of.getByRole('listitem').filter({ hasText: name })).toContainText(`Base définitive ${YEAR}`);
      await looksRight(of);
      expect(await documents(of, name)).toContain(said);
    }
  });

  await test.step('the national team makes the national report', async () => {
    await national.goto(`/pilotage?annee=${YEAR}`);
    const form = national.getByRole('region', { name: 'Rapports', exact: true });
    await form.getByLabel('Année').selectOption(PERIOD);
    await form.getByRole('radio', { name: /^Définitif (Les|L’)/ }).check();
    await national.getByRole('button', { name: 'Générer le rapport' }).click();
    const name = `Rapport définitif ${YEAR}`;
    await expect(national.getByRole('listitem').filter({ hasText: name })).toContainText('France');
    expect(await documents(national, name)).toContain(`Base définitive ${YEAR}`);
  });

  await test.step('the hospital is told who reads it', async () => {
    await national.goto(`/etablissements/${hospital.finess}/tableau-de-bord?annee=${YEAR}`);
    await expect(national.getByRole('heading', { level: 1 })).toBeVisible();
    await small.goto(`/etablissements/${hospital.finess}/journal`);
    await expect(small.getByText('Tableau de bord consulté au titre de la région ou de la nation').first()).toBeVisible();
  });
  await Promise.all(contexts.map((context) => context.close()));
});
