import type { Page } from '@playwright/test';

export class DashboardPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(finess: string, year: number) {
    await this.page.goto(`/etablissements/${finess}/tableau-de-bord?annee=${year}&perimetre=spares`);
  }

  get indicators() {
    return this.page.getByRole('region', { name: 'Indicateurs' });
  }

  card(indicator: string) {
    return this.indicators
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name: indicator, exact: true }) });
  }

  // The row of the table by sector.
  sector(name: string) {
    return this.page.getByRole('region', { name: 'Par secteur d’activité' }).getByRole('row', { name });
  }

  get explanation() {
    return this.page.getByRole('dialog', { name: 'Comment ce chiffre est calculé' });
  }

  async explain(indicator: string) {
    await this.card(indicator).getByRole('button', { name: /^Comment ce chiffre est calculé/ }).click();
  }
}
