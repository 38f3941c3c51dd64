import type { Page } from '@playwright/test';

// The tokens of an establishment.
export class TokensPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(finess: string) {
    await this.page.goto(`/etablissements/${finess}/jetons`);
  }

  get name() {
    return this.page.getByLabel('À quoi sert-il ?');
  }

  get lastDay() {
    return this.page.getByLabel('Dernier jour', { exact: true });
  }

  async create(name: string, scope: 'Livrer des fichiers et lire' | 'Lire seulement') {
    await this.name.fill(name);
    await this.page.getByRole('radio', { name: scope }).check();
    await this.page.getByRole('button', { name: 'Créer le jeton' }).click();
  }

  // The token in clear, shown once.
  get shown() {
    return this.page.getByRole('code').filter({ hasText: /^ey/ });
  }

  row(name: string) {
    return this.page.getByRole('row').filter({ hasText: name });
  }

  async revoke(name: string) {
    await this.row(name).getByRole('button', { name: `Révoquer ${name}` }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Révoquer le jeton' }).click();
  }
}
