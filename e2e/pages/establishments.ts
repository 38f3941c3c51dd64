import type { Page } from '@playwright/test';

export class EstablishmentsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1, name: 'Mes établissements' });
  }

  async search(text: string) {
    await this.page.getByLabel('Nom, numéro FINESS ou ville').fill(text);
  }

  // The line of the results with this FINESS number.
  found(finess: string) {
    return this.page.getByRole('listitem').filter({ hasText: finess });
  }

  async join(finess: string) {
    await this.found(finess).getByRole('button', { name: /^Rejoindre/ }).click();
  }

  // The way on for somebody who has just become référent.
  async readCharter() {
    await this.page.getByRole('link', { name: 'Lire et signer la charte' }).click();
  }
}
