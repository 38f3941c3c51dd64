// Resistances through the wizard: identifiers of patients stay in the browser.
import { gunzipSync } from 'node:zlib';

import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { french } from '../fixtures/french.ts';
import { deliver } from '../fixtures/delivery.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { answerKey, answers, sample } from '../fixtures/samples.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

const FINESS = HOSPITALS.local;
const key = answerKey('ch-grasse', 2024).resistance.rows;

test('a microbiologist delivers isolates, and no identifier leaves the browser', async ({ page }) => {
  test.setTimeout(240_000);
  const headers = await join(page.request, somebody('Irène Isolat'), FINESS);
  await signCharter(page.request, headers, FINESS);
  await deliver(page.request, headers, FINESS, 'structure', sample('ch-grasse', 'structure_2024.xlsx'));
  const sectors = Object.entries(answers('ch-grasse', 2024).sector_answers);
  const items = sectors.map(([label, { answer }]) => ({ label, code: answer }));
  await body(await page.request.put(`/api/v1/establishments/${FINESS}/correspondences/sector`, { headers, data: { items } }));

  const wizard = new ImportWizard(page);
  await wizard.start(FINESS);
  await wizard.chooseKind('Résistances', 2024);
  await wizard.next();
  await wizard.chooseFile(sample('ch-grasse', 'resistances_2024.xlsx'));
  await expect(wizard.step('Colonnes')).toBeVisible();
  await expectAccessible(page);
  await expectFitsTelephone(page);
  await wizard.verify();
  await expect(wizard.rows).toContainText(`${french(key.read)} lignes lues`);

  await test.step('labels are answered where they are met', async () => {
    const labels = page.getByRole('region', { name: 'Libellés à préciser' });
    await labels.getByLabel('Antibiotique : Fosfomycine').selectOption('Fosfomycine trométamol');
    await expect(labels.getByLabel('Antibiotique : Fosfomycine')).toBeHidden();
    await labels.getByLabel('Micro-organisme : Levures').selectOption('Ne pas compter');
    await expect(labels.getByText('Levures')).toBeHidden();
  });
  await expectAccessible(page);

  await test.step('what cannot be is looked at before it is stored', async () => {
    await expect(wizard.storing).toBeDisabled();
    await expect(page.getByText(/attend(ent)? votre confirmation/)).toBeVisible();
    for (const finding of await wizard.findings.all()) await finding.check();
    await page.getByText('Ajouter un commentaire').first().click();
    await page.getByLabel(/^Commentaire/).first().fill('vu avec le laboratoire');
    await expect(wizard.storing).toBeEnabled();
    await expectFitsTelephone(page);
  });

  await test.step('what is sent holds the lines and nobody', async () => {
    // The browser does not show the body of a form with a file: the page keeps a copy of it.
    await page.evaluate(() => {
      const send = window.fetch;
      window.fetch = async (input, init) => {
        if (input instanceof Request && input.url.endsWith('/imports/checked')) {
          const bytes = new Uint8Array(await input.clone().arrayBuffer());
          document.documentElement.dataset.sent = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
        }
        return send(input, init);
      };
    });
    await wizard.store();
    const copy = await page.waitForFunction(() => document.documentElement.dataset.sent);
    const form = Buffer.from((await copy.jsonValue()) ?? '', 'latin1');
    const begin = form.indexOf(Buffer.from([0x1f, 0x8b]));
    const text = gunzipSync(form.subarray(begin, form.lastIndexOf('\r\n--')), { finishFlush: 2 }).toString();
    const delivery = JSON.parse(text);
    expect(delivery.delivery.lines.resistance.read).toBe(key.read);
    expect(delivery.delivery.lines.resistance.isolates[0].patient).toMatch(/^[\w-]{43}$/);
    // Identifiers of the file, and the form of its dates.
    for (const personal of [/\b\d{2}\/\d{2}\/\d{4}\b/, /"birth_date":"/, /"patient":"\d+"/]) expect(text).not.toMatch(personal);
    await expect(wizard.step('Import enregistré')).toBeVisible();
  });
  await expect(page.getByText(`${french(key.kept)} isolats comptent`)).toBeVisible();
  await expectAccessible(page);

  await test.step('the import keeps who has looked at what', async () => {
    await page.getByRole('link', { name: 'Voir cet import' }).click();
    const confirmed = page.getByRole('region', { name: 'Constats confirmés' });
    await expect(confirmed.getByText('Vérifié par Irène Isolat').first()).toBeVisible();
    await expect(confirmed.getByText('vu avec le laboratoire')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the next file of the same software takes three clicks', async () => {
    await deliver(page.request, headers, FINESS, 'patient_days', sample('ch-grasse', 'jh_2024.xlsx'));
    await page.goto(`/etablissements/${FINESS}/tableau-de-bord?annee=2024`);
    await page.getByRole('link', { name: 'Remplacer : Journées d’hospitalisation' }).click();
    await wizard.chooseFile(sample('ch-grasse', 'jh_2023.xlsx'));
    await expect(wizard.step('Verdict')).toBeVisible();
    await expect(page.getByText('Colonnes comme votre import du')).toBeVisible();
    await wizard.store();
    await expect(wizard.step('Import enregistré')).toBeVisible();
  });

  const replaceDays = async (lines: string) => {
    await page.goto(`/etablissements/${FINESS}/tableau-de-bord?annee=2024`);
    await page.getByRole('link', { name: 'Remplacer : Journées d’hospitalisation' }).click();
    const buffer = Buffer.from(`Code UF;Nombre de JH\n${lines}`);
    await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'jh_2024.csv', mimeType: 'text/csv', buffer });
  };

  await test.step('a code is corrected once, and offered in the next file', async () => {
    await replaceDays('237;900\nCARDIO;13\n');
    await wizard.verify();
    await page.getByRole('button', { name: 'Corriger la ligne 3' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Ligne 3' });
    await dialog.getByLabel('Code UF').fill('604');
    await dialog.getByRole('button', { name: 'Corriger la ligne' }).click();
    await expect(wizard.rows).toContainText('2 lignes lues = 2 gardées');
    await wizard.store();
    await expect(wizard.step('Import enregistré')).toBeVisible();

    await replaceDays('CARDIO;14\n237;900\nCARDIO;15\n');
    await expect(wizard.step('Verdict')).toBeVisible();
    await expect(page.getByText('Code UF : CARDIO → 604 (2 lignes)')).toBeVisible();
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await page.getByRole('button', { name: 'Corriger de la même façon' }).click();
    await expect(wizard.rows).toContainText('3 lignes lues = 3 gardées');
    await expect(page.getByRole('button', { name: 'Corriger de la même façon' })).toBeHidden();
  });
});
