// The first delivery of a hospital, screen by screen, in three looks.
import { expect, test } from '@playwright/test';

import { lastLink } from '../fixtures/mails.ts';
import { body, join as joinHospital, NATIONAL, otherBrowser, signCharter, somebody } from '../fixtures/people.ts';
import { answers, sample } from '../fixtures/samples.ts';
import { AccountPage } from '../pages/account.ts';
import { CharterPage } from '../pages/charter.ts';
import { CorrespondencesPage } from '../pages/correspondences.ts';
import { DashboardPage } from '../pages/dashboard.ts';
import { EstablishmentsPage } from '../pages/establishments.ts';
import { ImportWizard, type Kind } from '../pages/import-wizard.ts';
import { PeoplePage } from '../pages/people.ts';
import { SignUpPage } from '../pages/sign-up.ts';
import { TokensPage } from '../pages/tokens.ts';
import { shoot } from './shoot.ts';

const GRASSE = '060000478';

test('the first delivery of a hospital', async ({ page, browser }) => {
  const signUp = new SignUpPage(page);
  await signUp.goto();
  const person = { full_name: 'Amina Bertrand', email: 'amina.bertrand@example.org', password: 'trois-mésanges-sur-le-mur' };
  await signUp.fill(person);
  await shoot(page, '01-inscription');
  await signUp.register(person);

  const establishments = new EstablishmentsPage(page);
  await establishments.search('grasse');
  await expect(establishments.found(GRASSE)).toBeVisible();
  await shoot(page, '02-etablissements');
  await establishments.join(GRASSE);
  await expect(page.getByRole('status').filter({ hasText: 'Vous êtes référent' })).toBeVisible();
  await shoot(page, '12-rejoindre');
  await establishments.readCharter();
  const charter = new CharterPage(page);
  await expect(charter.signButton).toBeVisible();
  await shoot(page, '13-charte');
  await charter.sign();
  await expect(charter.signed).toBeVisible();

  const correspondences = new CorrespondencesPage(page);
  await correspondences.goto(GRASSE);
  await correspondences.uploadDrugs(sample('ch-grasse', 'medicaments_2024.xlsx'));
  await expect(page.getByRole('table', { name: 'Livret de la pharmacie' })).toBeVisible();

  const wizard = new ImportWizard(page);
  await deliver(wizard, 'Structure', 'structure_2024.xlsx', {
    Verdict: async () => {
      await shoot(page, '06-questions', wizard.questions);
      for (const [unit, { answer }] of Object.entries(answers('ch-grasse', 2024).sector_answers)) {
        await wizard.answer(unit, answer);
      }
    },
  });
  await deliver(wizard, 'Journées d’hospitalisation', 'jh_2024.xls', {});
  await deliver(wizard, 'Consommations', 'consommations_2024.xlsx', {
    Type: () => shoot(page, '03-type'),
    Fichier: () => shoot(page, '04-fichier'),
    Colonnes: () => shoot(page, '05-colonnes'),
    Verdict: () => shoot(page, '07-verdict'),
    Résultat: () => shoot(page, '08-resultat'),
  });

  await deliver(wizard, 'Résistances', 'resistances_2024.xlsx', {
    Colonnes: async () => {
      const results = page.getByRole('region', { name: 'Antibiotiques' });
      await results.getByText('colonnes de résultats importées').click();
      await shoot(page, '22-antibiotiques', results);
    },
    Verdict: () => shoot(page, '23-verdict-resistances'),
  });
  await page.goto(`/etablissements/${GRASSE}/resistances?annee=2024`);
  await expect(page.getByRole('heading', { name: 'Bactéries résistantes' })).toBeVisible();
  await shoot(page, '24-resistances');
  await page.goto(`/etablissements/${GRASSE}/lits?annee=2024`);
  await page.getByRole('button', { name: 'Reprendre ces lits' }).click();
  await page.getByRole('button', { name: 'Enregistrer les lits' }).click();
  await expect(page.getByText('Lits de 2024 enregistrés')).toBeVisible();
  await shoot(page, '25-lits');

  const dashboard = new DashboardPage(page);
  await dashboard.goto(GRASSE, 2024);
  await expect(dashboard.indicators).toBeVisible();
  await shoot(page, '09-tableau-de-bord');
  const chart = page.getByRole('region', { name: 'Consommation, DDJ/1000 JH' });
  await expect(chart.getByRole('img').first()).toBeVisible();
  await shoot(page, '10-graphique', chart);
  await dashboard.explain('Consommation d’antibiotiques');
  await expect(dashboard.explanation.getByText('Règles appliquées')).toBeVisible();
  await shoot(page, '11-calcul');

  await page.goto(`/etablissements/${GRASSE}/anomalies?annee=2024`);
  await expect(page.getByRole('region', { name: /anomalies? à traiter/ })).toBeVisible();
  await shoot(page, '26-anomalies');
  await page.goto(`/etablissements/${GRASSE}/cloture?annee=2024`);
  await page.getByRole('button', { name: 'Clôturer l’année 2024' }).click();
  await expect(page.getByText('L’année 2024 est clôturée')).toBeVisible();
  await shoot(page, '27-cloture');
  await page.goto(`/etablissements/${GRASSE}/rapports`);
  await page.getByLabel('Année').selectOption('2024');
  await page.getByRole('button', { name: 'Générer le rapport' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Rapport provisoire 2024' })).toBeVisible();
  await shoot(page, '28-rapports');
  const national = await otherBrowser(browser, NATIONAL);
  await national.goto('/pilotage?annee=2024&region=93');
  await expect(national.getByRole('row').filter({ hasText: GRASSE })).toBeVisible();
  await shoot(national, '29-pilotage');
});

test('people, tokens and the account', async ({ page, browser }) => {
  const finess = '040000093';
  const [referent, colleague] = [somebody('Claire Fontaine'), somebody('Basile Marchand')];
  const other = await browser.newPage();
  const headers = await joinHospital(page.request, referent, finess);
  await joinHospital(other.request, colleague, finess);
  await signCharter(page.request, headers, finess);

  const people = new PeoplePage(page);
  await people.goto(finess);
  await expect(people.requests).toBeVisible();
  await shoot(page, '14-utilisateurs');

  const tokens = new TokensPage(page);
  await tokens.goto(finess);
  await tokens.create('Entrepôt de données', 'Livrer des fichiers et lire');
  await expect(tokens.shown).toBeVisible();
  await shoot(page, '15-jetons');

  const account = new AccountPage(page);
  await account.goto();
  await expect(account.logins.getByText('Cet appareil')).toBeVisible();
  await shoot(page, '16-compte');
  await account.enrol(referent.password);
  await shoot(page, '17-second-facteur', account.secondFactor);
});

test('what begins with a mail', async ({ page, request, browser }) => {
  const finess = '830000154';
  const password = 'trois-mésanges-sur-le-mur';
  const referent = { full_name: 'Hélène Garnier', email: 'helene.garnier@example.org', password };
  const guest = 'yann.kervella@example.org';
  const headers = await joinHospital(request, referent, finess);
  await page.goto('/mot-de-passe-oublie');
  await page.getByLabel('Adresse électronique').fill(referent.email);
  await page.getByRole('button', { name: 'Recevoir le lien' }).click();
  await expect(page.getByText('Consultez votre messagerie')).toBeVisible();
  await shoot(page, '18-mot-de-passe-oublie');

  await page.goto(await lastLink(referent.email, 'nouveau-mot-de-passe'));
  await page.getByLabel('Nouveau mot de passe').fill(password);
  await shoot(page, '19-nouveau-mot-de-passe');

  const invitation = { email: guest, role: 'contributeur' };
  await body(await request.post(`/api/v1/establishments/${finess}/invitations`, { headers, data: invitation }));
  await page.goto(await lastLink(guest, 'invitation'));
  await expect(page.getByText('Hélène Garnier vous invite')).toBeVisible();
  await shoot(page, '21-invitation');

  const theirs = await otherBrowser(browser, referent);
  await theirs.goto(await lastLink(referent.email, 'verification'));
  await expect(theirs.getByRole('button', { name: 'Confirmer mon adresse' })).toBeVisible();
  await shoot(theirs, '20-verification');
});

type Step = 'Type' | 'Fichier' | 'Colonnes' | 'Verdict' | 'Résultat';

// Walks the wizard to the end, with something to do at some steps.
async function deliver(wizard: ImportWizard, kind: Kind, file: string, at: Partial<Record<Step, () => Promise<void>>>) {
  await wizard.start(GRASSE);
  await wizard.chooseKind(kind, 2024);
  await at.Type?.();
  await wizard.next();
  await expect(wizard.step('Fichier')).toBeVisible();
  await at.Fichier?.();
  await wizard.chooseFile(sample('ch-grasse', file));
  await expect(wizard.step('Colonnes')).toBeVisible();
  await at.Colonnes?.();
  await wizard.verify();
  await expect(wizard.rows).toBeAttached();
  await at.Verdict?.();
  await wizard.store();
  await expect(wizard.step('Import enregistré')).toBeVisible();
  await at.Résultat?.();
}
