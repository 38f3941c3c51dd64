// Joining, being accepted, changing role, taking over: two people, two browsers.
import { expect, test } from '@playwright/test';

import { HOSPITALS, join, logIn, otherBrowser, register, somebody } from '../fixtures/people.ts';
import { EstablishmentsPage } from '../pages/establishments.ts';
import { AccountMenu } from '../pages/header.ts';
import { PeoplePage } from '../pages/people.ts';

const FINESS = HOSPITALS.people;

test('a colleague asks to join, is accepted, changes role and takes over as référent', async ({ page, browser }) => {
  const [alice, basile] = [somebody('Alice Référente'), somebody('Basile Collègue')];
  await join(page.request, alice, FINESS);
  await register(page.request, basile);
  const other = await otherBrowser(browser, basile);
  const people = new PeoplePage(page);

  await test.step('alone, the référent learns how colleagues come', async () => {
    await people.goto(FINESS);
    await expect(page.getByText('Le référent est seul')).toBeVisible();
  });

  await test.step('the request says what it waits for', async () => {
    await other.goto('/etablissements');
    const establishments = new EstablishmentsPage(other);
    await establishments.search(FINESS);
    await establishments.join(FINESS);
    await expect(other.getByRole('status').filter({ hasText: 'Demande envoyée' })).toBeVisible();
    await expect(other.getByText('doit répondre à votre demande')).toBeVisible();
  });

  await test.step('the référent is told, and accepts as observateur', async () => {
    await page.goto('/etablissements');
    await page.getByRole('link', { name: 'Voir les demandes' }).click();
    await expect(people.request(basile.full_name)).toContainText(basile.email);
    await people.accept(basile.full_name, 'observateur');
    await expect(people.said('Basile Collègue est maintenant observateur')).toBeVisible();
    await expect(people.requests).toBeHidden();
  });

  await test.step('the colleague comes in and sees no management', async () => {
    await other.reload();
    await other.getByRole('link', { name: 'CENTRE HOSPITALIER DE DIGNE LES BAINS' }).click();
    await expect(other.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible();
    await expect(other.getByRole('link', { name: 'Utilisateurs' })).toBeHidden();
    await new PeoplePage(other).goto(FINESS);
    await expect(other.getByText('Cette page est celle du référent')).toBeVisible();
  });

  await test.step('the role changes at once', async () => {
    await people.role(basile.full_name).selectOption('contributeur');
    await expect(people.said('Basile Collègue est maintenant contributeur')).toBeVisible();
  });

  await test.step('the role of référent is handed over, and with it the page', async () => {
    await people.handOver(basile.full_name);
    await expect(people.said('Basile Collègue est maintenant référent')).toBeVisible();
    await expect(page.getByText('Cette page est celle du référent')).toBeVisible();
    await other.reload();
    await expect(new PeoplePage(other).member(alice.full_name)).toBeVisible();
  });

  await test.step('the new référent takes somebody out', async () => {
    const theirs = new PeoplePage(other);
    await theirs.remove(alice.full_name);
    await expect(theirs.said('Alice Référente n’a plus accès à l’établissement')).toBeVisible();
    await page.goto('/etablissements');
    await expect(page.getByRole('region', { name: /Il vous reste à rejoindre/ })).toBeVisible();
  });
});

test('a request is taken back by its author, another one refused by the référent', async ({ page, browser }) => {
  const finess = HOSPITALS.requests;
  const [referent, shy, stranger] = [somebody('Rose Titulaire'), somebody('Simon Hésitant'), somebody('Vera Refusée')];
  const theirs = await browser.newPage();
  await join(theirs.request, referent, finess);

  await test.step('the author takes it back', async () => {
    await join(page.request, shy, finess);
    await page.goto('/etablissements');
    await page.getByRole('button', { name: /^Retirer ma demande/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer la demande' }).click();
    await expect(page.getByRole('region', { name: /Il vous reste à rejoindre/ })).toBeVisible();
  });

  await test.step('the référent refuses', async () => {
    await join(page.request, stranger, finess);
    const people = new PeoplePage(theirs);
    await people.goto(finess);
    await expect(people.request(shy.full_name)).toBeHidden();
    await people.refuse(stranger.full_name);
    await expect(people.said('Demande de Vera Refusée refusée')).toBeVisible();
    await expect(people.requests).toBeHidden();
  });
});

test('a member leaves, and the référent cannot', async ({ page, browser }) => {
  const finess = HOSPITALS.leaving;
  const [referent, member] = [somebody('Yann Restant'), somebody('Zoé Partante')];
  const theirs = await browser.newPage();
  const headers = await join(theirs.request, referent, finess);
  await join(page.request, member, finess);
  const people = await (await theirs.request.get(`/api/v1/establishments/${finess}/memberships`, { headers })).json();
  const { user_id } = people.items.find(({ email }: { email: string }) => email === member.email);
  await theirs.request.put(`/api/v1/establishments/${finess}/memberships/${user_id}`, {
    headers,
    data: { role: 'contributeur' },
  });

  await theirs.goto('/etablissements');
  await expect(theirs.getByText('Référent', { exact: true })).toBeVisible();
  await expect(theirs.getByRole('button', { name: /^Quitter/ })).toBeHidden();

  await page.goto('/etablissements');
  await page.getByRole('button', { name: /^Quitter/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Quitter l’établissement' }).click();
  await expect(page.getByRole('region', { name: /Il vous reste à rejoindre/ })).toBeVisible();
});

test('on a telephone the menu leads everywhere', async ({ page }) => {
  const person = somebody('Paule Mobile');
  await register(page.request, person);
  await logIn(page.request, person);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/etablissements');
  const menu = new AccountMenu(page);
  await menu.open('Menu');
  for (const name of ['Aide', 'Mes établissements', 'Mes demandes d’aide', 'Mon compte']) {
    await expect(menu.link(name)).toBeVisible();
  }
  await menu.link('Mon compte').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mon compte' })).toBeVisible();
  await expect(menu.link('Mon compte')).toBeHidden();
  await menu.open('Menu');
  await page.keyboard.press('Escape');
  await expect(menu.link('Mon compte')).toBeHidden();
  await menu.open('Menu');
  await menu.signOut();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Se connecter' })).toBeVisible();
});
