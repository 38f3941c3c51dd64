import type { Page } from '@playwright/test';

// The account of the person.
export class AccountPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto() {
    await this.page.goto('/compte');
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1, name: 'Mon compte' });
  }

  get identity() {
    return this.page.getByRole('region', { name: 'Identité' });
  }

  get currentPassword() {
    return this.page.getByLabel('Mot de passe actuel');
  }

  get newPassword() {
    return this.page.getByLabel('Nouveau mot de passe');
  }

  async changePassword(current: string, next: string) {
    await this.currentPassword.fill(current);
    await this.newPassword.fill(next);
    await this.page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  }

  get password() {
    return this.page.getByRole('region', { name: 'Mot de passe' });
  }

  get secondFactor() {
    return this.page.getByRole('region', { name: 'Second facteur' });
  }

  // The dialog that asks for the password before something that a login alone does not allow.
  question(title: string) {
    return this.page.getByRole('dialog', { name: title });
  }

  // Begins, and gives the secret that the authenticator reads.
  async enrol(password: string): Promise<string> {
    await this.secondFactor.getByRole('button', { name: 'Ajouter une application d’authentification' }).click();
    const question = this.question('Ajouter un second facteur');
    await question.getByLabel('Votre mot de passe').fill(password);
    await question.getByRole('button', { name: 'Continuer' }).click();
    const secret = await this.secondFactor.getByRole('code').textContent();
    return (secret ?? '').replaceAll(' ', '');
  }

  get code() {
    return this.secondFactor.getByLabel('Recopiez le code affiché par l’application');
  }

  async confirm(code: string) {
    await this.code.fill(code);
    await this.secondFactor.getByRole('button', { name: 'Mettre en service' }).click();
  }

  get recoveryCodes() {
    return this.secondFactor.getByRole('list', { name: 'Codes de secours' }).getByRole('listitem');
  }

  get personalData() {
    return this.page.getByRole('region', { name: 'Mes données' });
  }

  get logins() {
    return this.page.getByRole('region', { name: 'Connexions ouvertes' });
  }
}
