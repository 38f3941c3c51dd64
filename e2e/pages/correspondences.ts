import type { Locator, Page } from '@playwright/test';

export class CorrespondencesPage {
  readonly page: Page;
  readonly labels: Locator;

  constructor(page: Page) {
    this.page = page;
    this.labels = page.getByRole('region', { name: 'Libellés du laboratoire' });
  }

  async goto(finess: string) {
    await this.page.goto(`/etablissements/${finess}/correspondances`);
  }

  async uploadDrugs(path: string) {
    await this.page.getByLabel('Choisir le livret').setInputFiles(path);
  }

  // The row of a label of the laboratory.
  label(text: string): Locator {
    const name = this.page.getByRole('rowheader', { name: text, exact: true });
    return this.labels.getByRole('row').filter({ has: name });
  }

  async sendLabels(file: Parameters<Locator['setInputFiles']>[0]) {
    await this.page.getByLabel('Importer des libellés').setInputFiles(file);
  }
}
