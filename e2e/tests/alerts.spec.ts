// From a file with a highly resistant organism to the report that a person declares.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { csv, deliver } from '../fixtures/delivery.ts';
import { HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

const FINESS = HOSPITALS.alerts;
const STRUCTURE = csv(
  'structure_2024.csv',
  'Code UF;Libellé UF;Code DE;Code TA',
  '238;Soins intensifs;104;03',
  '237;Cardiologie;127;03',
);
const HEADER =
  'UF;IPP;Âge;Date de prélèvement;Nature;Germe;Carbapénémase;Type de carbapénémase;Ertapénème;Vancomycine';
const EPC = [
  '238;8001;67;04/03/2024;Hémoculture;Klebsiella pneumoniae;O;OXA-48;R;',
  '238;8002;71;06/03/2024;Dépistage BMR;Klebsiella pneumoniae;O;OXA-48;R;',
];
const OTHERS = ['237;8003;45;10/04/2024;ECBU;Enterococcus faecium;;;;R', '237;8004;33;11/04/2024;ECBU;Escherichia coli;N;;S;'];
const ISOLATES = csv('resistances_2024.csv', HEADER, ...EPC, ...OTHERS);

test('a hygienist is told of an EPC, prepares the report and declares it', async ({ page }) => {
  test.setTimeout(180_000);
  const headers = await join(page.request, somebody('Hélène Hygiène'), FINESS);
  await signCharter(page.request, headers, FINESS);
  await deliver(page.request, headers, FINESS, 'structure', STRUCTURE);

  await test.step('the import says that alerts wait', async () => {
    const wizard = new ImportWizard(page);
    await wizard.start(FINESS);
    await wizard.chooseKind('Résistances', 2024);
    await wizard.next();
    await wizard.chooseFile(ISOLATES);
    await expect(wizard.step('Colonnes')).toBeVisible();
    await wizard.verify();
    await expect(wizard.rows).toContainText('4 lignes lues');
    await wizard.store();
    await expect(wizard.step('Import enregistré')).toBeVisible();
    await expect(page.getByText('2 alertes attendent d’être examinées')).toBeVisible();
    await page.getByRole('link', { name: 'Voir les alertes' }).click();
  });

  const alerts = page.getByRole('list', { name: 'Alertes' });
  const epc = alerts.getByRole('listitem').filter({ hasText: 'carbapénémase (EPC)' });
  await test.step('the list says what, where, when and how many', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Alertes' })).toBeVisible();
    await expect(alerts.getByRole('listitem')).toHaveCount(2);
    for (const text of [
      'BHRe',
      'À examiner',
      'UF 238, Soins intensifs · Réanimation',
      'Klebsiella pneumoniae · carbapénémase OXA-48-like · 2 patients, 2 isolats, prélevés du 4 mars 2024 au 6 mars 2024',
      'Hors des chiffres de résistance : prélèvements de dépistage (1).',
      'Alerte en attente depuis aujourd’hui, levée le',
    ]) {
      await expect(epc).toContainText(text);
    }
    await page.getByText('Qu’est-ce qu’une BHRe, et qui prévenir ?').click();
    await expect(page.getByText('ConsoRes prépare le texte et ne transmet rien')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Ce qui lève une alerte/ })).toHaveAttribute('href', '/aide/methodologie#alertes');
    await expectAccessible(page);
    await expectFitsTelephone(page);
  });

  await page.setViewportSize({ width: 1280, height: 800 });
  await epc.getByRole('link').click();
  const isolates = page.getByRole('table', { name: 'Isolats de l’alerte' });
  await test.step('the isolates are there, also the one that counts in no figure', async () => {
    await expect(isolates.getByRole('row')).toHaveCount(3);
    await expect(isolates.getByRole('row').nth(2)).toContainText(/Non compté.*dépistage/);
    await expect(page.getByRole('link', { name: /^Ouvrir le chiffre/ })).toHaveAttribute('href', /isolats=Enterobacterales%3AEPC/);
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  const text = page.getByRole('region', { name: 'Texte du brouillon' });
  await test.step('the draft is filled in as far as the data go, and completed', async () => {
    await page.getByRole('button', { name: 'Aller au brouillon' }).click();
    await expect(page.getByRole('heading', { name: 'Brouillon de signalement' })).toBeFocused();
    await expect(text).toContainText('Date du premier cas : 4 mars 2024');
    await expect(text).toContainText('Infectés, colonisés : « à compléter »');
    await page.getByLabel('Infectés, colonisés').fill('1 infecté, 1 porteur');
    await expect(text).toContainText('Infectés, colonisés : 1 infecté, 1 porteur');
    await page.getByLabel('Premières mesures').fill('Appelez le 06 12 34 56 78');
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await expect(page.getByRole('alert')).toContainText('ne désigne personne');
    await page.getByLabel('Premières mesures').fill('Précautions contact, dépistage des contacts');
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await expect(page.getByText('Brouillon enregistré')).toBeVisible();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copier le texte' }).click();
    await expect(page.getByText('Copié', { exact: true })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Premières mesures\u00a0: Précautions contact, dépistage des contacts');
    for (const patient of ['8001', '8002']) expect(copied).not.toContain(patient);
    await page.reload();
    await expect(page.getByLabel('Infectés, colonisés')).toHaveValue('1 infecté, 1 porteur');
  });

  await test.step('dismissing asks why, reporting asks when', async () => {
    await page.getByRole('radio', { name: /^Écartée/ }).check();
    await expect(page.getByLabel('Raison')).toHaveAttribute('required');
    await page.getByRole('radio', { name: /^Signalée/ }).check();
    await page.getByLabel('Date du signalement').fill('2025-03-18');
    await page.getByLabel('Commentaire').fill('Fiche e-SIN envoyée');
    await page.getByRole('button', { name: 'Enregistrer la décision' }).click();
    const decisions = page.getByRole('list', { name: 'Décisions' });
    await expect(decisions).toContainText('Signalée le 18 mars 2025');
    await expect(decisions).toContainText('Fiche e-SIN envoyée');
    await expect(page.getByRole('heading', { name: 'Décision' })).toBeFocused();
    await expectAccessible(page);
  });

  await test.step('one alert is left to examine', async () => {
    await page.getByRole('link', { name: 'Toutes les alertes' }).click();
    await expect(alerts.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Signalées' }).click();
    await expect(epc).toContainText('Signalée le 18 mars 2025, par Hélène Hygiène');
    await page.goto(`/etablissements/${FINESS}/tableau-de-bord?annee=2024`);
    await expect(page.getByText('1 alerte attend d’être examinée')).toBeVisible();
    await page.goto('/etablissements');
    await expect(page.getByText('1 alerte attend d’être examinée.')).toBeVisible();
  });
});
