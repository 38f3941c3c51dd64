import type { Page } from '@playwright/test';

export class CharterPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(finess: string) {
    await this.page.goto(`/etablissements/${finess}/charte`);
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1, name: 'Charte d’engagement' });
  }

  get signButton() {
    return this.page.getByRole('button', { name: 'Signer la charte' });
  }

  async sign() {
    await this.page.getByRole('checkbox', { name: /J’ai lu la charte/ }).check();
    await this.signButton.click();
  }

  get signed() {
    return this.page.getByRole('status').filter({ hasText: 'La charte en vigueur est signée' });
  }
}
