// What begins with a mail: an address that is proven, a new password, an invitation.
import { expect, test } from '@playwright/test';

import { expectAccessible, expectFitsTelephone } from '../fixtures/a11y.ts';
import { lastLink } from '../fixtures/mails.ts';
import { HOSPITALS, join, logIn, register, somebody } from '../fixtures/people.ts';
import { PeoplePage } from '../pages/people.ts';
import { SignInPage } from '../pages/sign-in.ts';

test('a forgotten password is replaced by a link that serves once', async ({ page }) => {
  const person = somebody('Odile Oublieuse');
  const password = 'trois-mésanges-sur-le-mur';
  await register(page.request, person);
  await page.goto('/connexion');
  await page.getByRole('link', { name: 'Mot de passe oublié' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mot de passe oublié' })).toBeVisible();
  await page.getByLabel('Adresse électronique').fill(person.email);
  await page.getByRole('button', { name: 'Recevoir le lien' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Consultez votre messagerie' })).toBeVisible();
  await expectAccessible(page);

  const link = await lastLink(person.email, 'nouveau-mot-de-passe');
  await page.goto(link);
  await page.getByLabel('Nouveau mot de passe').fill('motdepasse123');
  await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
  await expect(page.getByLabel('Nouveau mot de passe')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.getByLabel('Nouveau mot de passe').fill(password);
  await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
  await expect(page.getByText('Mot de passe changé')).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
  await new SignInPage(page).signIn({ email: person.email, password });
  await expect(page.getByRole('heading', { level: 1, name: 'Mes établissements' })).toBeVisible();

  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('Nouveau mot de passe').fill(password);
  await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
  await expect(page.getByRole('alert')).toContainText('expiré ou a déjà servi');
});

test('an address is confirmed by the link that was sent there', async ({ page }) => {
  const person = somebody('Constance Confirmée');
  await register(page.request, person);
  await logIn(page.request, person);
  await page.goto('/compte');
  await expect(page.getByText('À confirmer')).toBeVisible();
  await page.goto(await lastLink(person.email, 'verification'));
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click();
  await expect(page.getByText('Adresse confirmée')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/compte');
  await expect(page.getByText('Confirmée', { exact: true })).toBeVisible();
});

test('an incomplete link says what to do', async ({ page }) => {
  for (const address of ['/verification', '/nouveau-mot-de-passe', '/invitation']) {
    await page.goto(address);
    await expect(page.getByText('Ce lien est incomplet')).toBeVisible();
  }
});

test('an invited person registers and belongs to the hospital at once', async ({ page, browser }) => {
  const finess = HOSPITALS.invitations;
  const [referent, guest] = [somebody('Régine Invitante'), somebody('Ignace Invité')];
  await join(page.request, referent, finess);
  const people = new PeoplePage(page);
  await people.goto(finess);
  await page.getByLabel('Adresse électronique professionnelle').fill(guest.email);
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await expect(people.said(`Invitation envoyée à ${guest.email}`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Invitations en attente' })).toContainText(guest.email);
  await expectAccessible(page);

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(await lastLink(guest.email, 'invitation'));
  await expect(theirs.getByText('Régine Invitante vous invite comme contributeur')).toBeVisible();
  await expectAccessible(theirs);
  await expectFitsTelephone(theirs);
  await theirs.getByLabel('Nom et prénom').fill(guest.full_name);
  await expect(theirs.getByLabel('Adresse électronique professionnelle')).toHaveValue(guest.email);
  await theirs.getByLabel('Mot de passe').fill(guest.password);
  await theirs.getByRole('checkbox').check();
  await theirs.getByRole('button', { name: 'Créer mon compte' }).click();
  await theirs.getByRole('button', { name: 'Accepter l’invitation' }).click();
  await expect(theirs.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible();

  await page.reload();
  await expect(people.member(guest.full_name)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Invitations en attente' })).toBeHidden();
});
