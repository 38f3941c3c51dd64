import type { Page } from '@playwright/test';

export class CorrespondencesPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(finess: string) {
    await this.page.goto(`/etablissements/${finess}/correspondances`);
  }

  async uploadDrugs(path: string) {
    await this.page.getByLabel('Choisir le livret').setInputFiles(path);
  }
}
