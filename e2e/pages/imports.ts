import type { Page } from '@playwright/test';

// The list of imports, and one import.
export class ImportsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(finess: string) {
    await this.page.goto(`/etablissements/${finess}/imports`);
  }

  // The row of the list for this file.
  row(file: string) {
    return this.page.getByRole('row').filter({ hasText: file });
  }

  async open(file: string) {
    await this.row(file).getByRole('link').click();
  }

  async cancel() {
    await this.page.getByRole('button', { name: 'Annuler cet import' }).click();
    const question = this.page.getByRole('dialog', { name: 'Annuler cet import ?' });
    await question.getByRole('button', { name: 'Annuler l’import' }).click();
  }
}
