// From the first registration to a signed charter.
import { type Browser, expect, type Page, test } from '@playwright/test';

import { HOSPITALS, join, otherBrowser, type Person, somebody } from '../fixtures/people.ts';
import { CharterPage } from '../pages/charter.ts';
import { EstablishmentsPage } from '../pages/establishments.ts';
import { ImportWizard } from '../pages/import-wizard.ts';
import { SignUpPage } from '../pages/sign-up.ts';

const FINESS = HOSPITALS.charter;

test('the first person of a hospital is led from registration to the charter, and files wait for it', async ({ page, browser }) => {
  const signUp = new SignUpPage(page);
  const charter = new CharterPage(page);
  const establishments = new EstablishmentsPage(page);

  await test.step('after the registration the page says what comes next', async () => {
    await signUp.goto();
    await signUp.register(somebody('Camille Premier'));
    await expect(page.getByRole('region', { name: /Il vous reste à rejoindre/ })).toContainText('Cherchez votre hôpital');
    await establishments.search('briancon');
    await establishments.join(FINESS);
    await expect(page.getByRole('status').filter({ hasText: 'Vous êtes référent' })).toContainText('signer la charte');
    await expect(page.getByText('Prochaine étape : signer la charte, puis importer la structure.')).toBeVisible();
  });

  await test.step('the wizard says it before a file is chosen, and leads there', async () => {
    await new ImportWizard(page).start(FINESS);
    await expect(page.getByText('La charte n’est pas signée')).toBeVisible();
    await page.getByRole('link', { name: 'Lire et signer la charte' }).click();
    await expect(charter.heading).toBeVisible();
  });

  await test.step('a colleague reads it and learns who has to sign', async () => {
    const person = somebody('Dominique Second');
    const other = await otherBrowserOfMember(page, browser, person);
    const theirs = new CharterPage(other);
    await theirs.goto(FINESS);
    await expect(other.getByText('La charte attend la signature du référent')).toBeVisible();
    await expect(theirs.signButton).toBeHidden();
    await other.context().close();
  });

  await test.step('the référent signs, and the wizard is free', async () => {
    await expect(charter.signButton).toBeDisabled();
    await charter.sign();
    await expect(charter.signed).toContainText('signée par Camille Premier');
    await new ImportWizard(page).start(FINESS);
    await expect(page.getByRole('radio').first()).toBeVisible();
    await expect(page.getByText('La charte n’est pas signée')).toBeHidden();
  });
});

// Joins through the API and is accepted on the screen of the référent.
async function otherBrowserOfMember(page: Page, browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext();
  await join(context.request, person, FINESS);
  await context.close();
  await page.getByRole('link', { name: 'Utilisateurs' }).click();
  await page.getByRole('button', { name: `Accepter ${person.full_name}` }).click();
  await expect(page.getByText(`${person.full_name} est maintenant contributeur`)).toBeVisible();
  await page.getByRole('link', { name: 'Charte' }).click();
  return otherBrowser(browser, person);
}
