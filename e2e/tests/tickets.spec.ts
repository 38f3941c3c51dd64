// Somebody who is stuck asks from the page they are on; the national team answers; it is settled.
import { expect, type Page, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { csv, deliver } from '../fixtures/delivery.ts';
import { textsTo } from '../fixtures/mails.ts';
import { HOSPITALS, join, NATIONAL, otherBrowser, signCharter, somebody } from '../fixtures/people.ts';
import { AccountMenu } from '../pages/header.ts';
import { ImportWizard } from '../pages/import-wizard.ts';

const FINESS = HOSPITALS.tickets;
const STRUCTURE = csv('structure_2024.csv', 'Code UF;Libellé UF;Code DE;Code TA', '237;Cardiologie;127;03', '238;Autre;ZZZ;03');
const SUBJECT = 'Une discipline refusée';
const QUESTION = 'Notre UF 238 n’est pas reconnue. Quelle discipline lui donner ?';
const ANSWER = 'Prenez celle de votre fichier SAE, puis livrez de nouveau la structure.';

async function desktop(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('a pharmacist asks from an import, the national team answers, the pharmacist closes', async ({ browser, page }) => {
  test.setTimeout(180_000);
  const pharmacist = somebody('Paule Pharmacienne');
  const headers = await join(page.request, pharmacist, FINESS);
  await signCharter(page.request, headers, FINESS);
  const id = await deliver(page.request, headers, FINESS, 'structure', STRUCTURE);
  const question = page.getByRole('dialog', { name: 'Demander de l’aide' });

  await test.step('the form says what goes with the question', async () => {
    await page.goto(`/etablissements/${FINESS}/imports/${id}`);
    await expect(page.getByText('En vigueur')).toBeVisible();
    await page.getByRole('contentinfo').getByRole('button', { name: 'Demander de l’aide' }).click();
    for (const part of ['L’écran « Import »', 'L’établissement CENTRE DES CARMES, année 2024', `L’import n° ${id}`]) {
      await expect(question.getByRole('checkbox', { name: part })).toBeChecked();
    }
    await expect(question.getByRole('checkbox', { name: /^Les? contrôles? ST\d\d/ })).toBeChecked();
    await expect(question.getByText('Jamais une valeur de vos fichiers')).toBeVisible();
    await expect(question.getByLabel('Sujet')).toBeFocused();
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await desktop(page);
  });

  await test.step('each part may be left out, an import only goes with its establishment', async () => {
    const place = question.getByRole('checkbox', { name: /^L’établissement/ });
    const theImport = question.getByRole('checkbox', { name: /^L’import/ });
    await place.uncheck();
    await expect(theImport).toBeDisabled();
    await expect(theImport).not.toBeChecked();
    await place.check();
    await expect(theImport).toBeChecked();
    await question.getByRole('checkbox', { name: /^L’écran/ }).uncheck();
  });

  await test.step('a patient is not written about; what was typed stays', async () => {
    await question.getByLabel('Sujet').fill(SUBJECT);
    await question.getByLabel('Votre question').fill('Mme Martin, née le 12/03/1957, est rejetée.');
    await question.getByRole('button', { name: 'Envoyer la demande' }).click();
    await expect(question.getByRole('alert')).toContainText('ne désigne personne');
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    const ask = page.getByRole('contentinfo').getByRole('button', { name: 'Demander de l’aide' });
    await expect(ask).toBeFocused();
    await ask.press('Enter');
    await expect(question.getByLabel('Sujet')).toHaveValue(SUBJECT);
    await question.getByLabel('Votre question').fill(QUESTION);
    await question.getByRole('checkbox', { name: /^L’écran/ }).uncheck();
    await question.getByRole('button', { name: 'Envoyer la demande' }).click();
    await expect(question.getByRole('status')).toContainText(/Demande n°\s\d+ envoyée/);
    await question.getByRole('button', { name: 'Revenir à ma page' }).click();
    await expect(page.getByText('En vigueur')).toBeVisible();
  });

  const team = await otherBrowser(browser, NATIONAL);
  const list = (of: Page) => of.getByRole('list', { name: 'Demandes d’aide' });
  const own = (of: Page) => list(of).getByRole('listitem').filter({ hasText: 'CENTRE DES CARMES' });
  await test.step('the national team finds it from the cockpit, with where it was asked', async () => {
    await team.goto('/pilotage');
    await expect(team.getByText(/attend(ent)? une réponse/)).toBeVisible();
    await team.getByRole('link', { name: 'Voir les demandes d’aide' }).click();
    await expect(own(team)).toContainText('Paule Pharmacienne · CENTRE DES CARMES (AIGLUN)');
    await expect(own(team)).toContainText('À traiter');
    await expectAccessible(team);
    await expectFitsTelephone(team);
    await desktop(team);
    await own(team).getByRole('link', { name: SUBJECT }).click();
    await expect(team.getByRole('heading', { level: 1, name: SUBJECT })).toBeVisible();
    await expect(team.getByRole('link', { name: `Import n° ${id}` })).toHaveAttribute('href', `/etablissements/${FINESS}/imports/${id}`);
    await expect(team.getByRole('link', { name: /^ST\d\d/ })).toHaveAttribute('href', '/aide/controles');
    await expect(team.getByText('Écran', { exact: true })).toBeHidden();
  });

  await test.step('it answers', async () => {
    await team.getByLabel('Votre réponse').fill(ANSWER);
    await team.getByRole('button', { name: 'Envoyer la réponse' }).click();
    await expect(team.getByRole('list', { name: 'Messages' })).toContainText(ANSWER);
    await expect(team.getByRole('heading', { name: 'Échanges' })).toBeFocused();
    await expect(team.getByLabel('Votre réponse')).toHaveValue('');
    await expect(team.getByRole('status').filter({ hasText: 'Répondue' })).toBeVisible();
    await expectAccessible(team);
    await expectFitsTelephone(team);
  });

  await test.step('the pharmacist is told by mail, without what was written', async () => {
    let mail: string | undefined;
    await expect
      .poll(async () => {
        mail = (await textsTo(pharmacist.email)).find((text) => text.includes('a répondu à votre demande d’aide'));
        return mail;
      }, { timeout: 30_000 })
      .toMatch(/\/aide\/demandes\/\d+/);
    for (const written of [SUBJECT, QUESTION, ANSWER]) expect(mail).not.toContain(written);
  });

  await test.step('the pharmacist reads the answer and closes', async () => {
    const menu = new AccountMenu(page);
    await menu.open(pharmacist.full_name);
    await menu.link('Mes demandes d’aide').click();
    const card = list(page).getByRole('listitem');
    await expect(card).toContainText('Répondue');
    await expect(card).toContainText('Dernier mot : Nadia Nationale (équipe nationale)');
    await expectAccessible(page);
    await expectFitsTelephone(page);
    await desktop(page);
    await card.getByRole('link').click();
    await expect(page.getByRole('list', { name: 'Messages' })).toContainText(ANSWER);
    await page.getByRole('button', { name: 'Clore la demande' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Close' })).toBeVisible();
    await expect(page.getByText('Un message la rouvre')).toBeVisible();
    await expectAccessible(page);
    await expectFitsTelephone(page);
  });
});

test('a question in the middle of an import leaves the file where it is', async ({ page }) => {
  await join(page.request, somebody('Rémi Référent'), HOSPITALS.ticketWizard);
  const wizard = new ImportWizard(page);
  await wizard.start(HOSPITALS.ticketWizard);
  await wizard.chooseKind('Structure', 2024);
  await wizard.next();
  await wizard.chooseFile(STRUCTURE);
  await expect(wizard.step('Colonnes')).toBeVisible();
  await wizard.verify();
  await expect(wizard.rows).toContainText('2 lignes lues');
  const menu = new AccountMenu(page);
  await menu.open('Rémi Référent');
  await page.getByRole('banner').getByRole('button', { name: 'Demander de l’aide' }).click();
  const question = page.getByRole('dialog', { name: 'Demander de l’aide' });
  await expect(question.getByRole('checkbox', { name: 'L’écran « Nouvel import, étape Verdict »' })).toBeChecked();
  await expect(question.getByRole('checkbox', { name: /^Les? contrôles? ST\d\d/ })).toBeChecked();
  await expect(question.getByRole('checkbox', { name: /^L’import/ })).toHaveCount(0);
  await question.getByLabel('Sujet').fill('Quelle discipline ?');
  await question.getByLabel('Votre question').fill('Le verdict met une UF de côté.');
  await question.getByRole('button', { name: 'Envoyer la demande' }).click();
  await expect(question.getByRole('status')).toContainText('envoyée');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Rémi Référent' })).toBeFocused();
  await expect(wizard.rows).toContainText('2 lignes lues');
});
