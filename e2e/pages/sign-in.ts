import type { Page } from '@playwright/test';

import { PROVIDER } from '../fixtures/provider.ts';

export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto() {
    await this.page.goto('/connexion');
  }

  async signIn({ email, password }: { email: string; password: string }) {
    await this.page.getByLabel('Adresse électronique').fill(email);
    await this.page.getByLabel('Mot de passe').fill(password);
    await this.submit();
  }

  async submit() {
    await this.page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
  }

  get provider() {
    return this.page.getByRole('link', { name: `Se connecter avec ${PROVIDER}` });
  }

  get code() {
    return this.page.getByLabel('Code à six chiffres');
  }
}
