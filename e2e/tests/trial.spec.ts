// A file tried without an account: read and judged here, and nothing leaves.
import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { french } from '../fixtures/french.ts';
import { answerKey, sample } from '../fixtures/samples.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

const key = answerKey('ch-grasse', 2024);

// Every request after this call, but for the files of the application.
function requestsOf(page: Page): string[] {
  const seen: string[] = [];
  page.context().on('request', (request) => {
    const { pathname } = new URL(request.url());
    const own = request.method() === 'GET' && pathname.startsWith('/app-') && request.postData() === null;
    if (!own) seen.push(`${request.method()} ${request.url()}`);
  });
  page.on('websocket', (socket) => seen.push(socket.url()));
  return seen;
}

test('a visitor tries the files of a hospital, and no request leaves', async ({ page }) => {
  test.setTimeout(120_000);
  const wizard = new ImportWizard(page);
  // The page asks once whether somebody is signed in.
  const asked = page.waitForResponse('**/api/v1/auth/refresh');
  await wizard.startTrial();
  await asked;
  await expect(wizard.step('Tester mon fichier')).toBeVisible();
  await expect(page.getByText('Rien n’est envoyé', { exact: true })).toBeVisible();
  const seen = requestsOf(page);

  await test.step('consumption without the structure: no unit is known', async () => {
    await wizard.chooseKind('Consommations', 2024);
    await wizard.next();
    await wizard.chooseFile(sample('ch-grasse', 'consommations_2024.xlsx'));
    await expect(wizard.step('Colonnes')).toBeVisible();
    await wizard.verify();
    await expect(wizard.step('Verdict')).toBeVisible();
    await expect(wizard.rows).toContainText(`${french(key.consumption.rows.read)} lignes lues = 0 gardée`);
    await expect(page.getByText('Aucune UF n’est connue')).toBeVisible();
  });

  await test.step('with the structure the units are known', async () => {
    await page.getByLabel('Choisir le fichier de structure').setInputFiles(sample('ch-grasse', 'structure_2024.xlsx'));
    await expect(page.getByText('Structure prise en compte')).toBeVisible();
    await expect(wizard.rows).toContainText(`${french(key.consumption.rows.read)} lignes lues`);
    await expect(page.getByText('UF absente de la structure').first()).toBeVisible();
    await expect(wizard.effect('Unités comptées')).not.toHaveText(/0$/);
  });
  await expectAccessible(page);
  await expectFitsTelephone(page);

  await test.step('resistances get pseudonyms of the moment', async () => {
    await page.getByRole('link', { name: 'Essayer un autre fichier' }).click();
    await wizard.chooseKind('Résistances', 2024);
    await wizard.next();
    await wizard.chooseFile(sample('ch-grasse', 'resistances_2024.xlsx'));
    await expect(wizard.step('Colonnes')).toBeVisible();
    await wizard.verify();
    await expect(wizard.rows).toContainText(`${french(key.resistance.rows.read)} lignes lues`);
  });

  expect(seen).toEqual([]);
});

test('who stops before the reading has begun has stopped it, and goes on with the same file', async ({ page }) => {
  const wizard = new ImportWizard(page);
  await wizard.startTrial();
  await wizard.chooseKind('Consommations', 2024);
  await wizard.next();
  const goOn = page.getByRole('button', { name: 'Continuer avec ce fichier' });
  let arrive = () => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/import-worker_bg.wasm', async (route) => {
    await late;
    await route.continue();
  });
  await page.getByLabel('Choisir un fichier').setInputFiles(sample('ch-grasse', 'consommations_2024.xlsx'));
  await page.getByRole('button', { name: 'Arrêter' }).click();
  await expect(goOn).toBeVisible();
  arrive();
  await goOn.click();
  await expect(wizard.step('Colonnes')).toBeVisible();
});

test('three hundred thousand rows are read without the page standing still, and can be stopped', async ({ page }) => {
  test.setTimeout(180_000);
  const lines = ['Code UF;Code UCD;Libelle;Quantite'];
  for (let row = 0; row < 300_000; row += 1) {
    lines.push(`${100 + (row % 400)};${9_000_000 + (row % 5_000)};MEDICAMENT ${row % 5_000};${row % 97}`);
  }
  const file = { name: 'consommations_2024.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
  const wizard = new ImportWizard(page);
  await wizard.startTrial();
  await wizard.chooseKind('Consommations', 2024);
  await wizard.next();
  const longest = () => page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  const watch = () =>
    page.evaluate(() => {
      const watched = globalThis as unknown as { longest: number };
      watched.longest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) watched.longest = Math.max(watched.longest, entry.duration);
      }).observe({ type: 'longtask' });
    });

  await test.step('the reading can be stopped, and begun again', async () => {
    await page.getByLabel('Choisir un fichier').setInputFiles(file);
    await page.getByRole('button', { name: 'Arrêter' }).click();
    await expect(page.getByRole('button', { name: 'Continuer avec ce fichier' })).toBeVisible();
    await expect(page.getByRole('alert')).toBeHidden();
  });

  await test.step('the page answers all the while', async () => {
    await watch();
    await page.getByRole('button', { name: 'Continuer avec ce fichier' }).click();
    await expect(wizard.step('Colonnes')).toBeVisible({ timeout: 60_000 });
    await wizard.verify();
    await expect(wizard.rows).toContainText(`${french(300_000)} lignes lues`, { timeout: 60_000 });
  });
  const task = await longest();
  test.info().annotations.push({ type: 'longest task of the page', description: `${task} ms` });
  console.log(`longest task of the page while 300 000 rows were read and judged: ${task} ms`);
});
