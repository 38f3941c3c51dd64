import type { Page } from '@playwright/test';

import type { MadeFile } from '../fixtures/delivery.ts';

export type Kind = 'Structure' | 'Journées d’hospitalisation' | 'Consommations' | 'Résistances';

// The five steps of an import.
export class ImportWizard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async start(finess: string) {
    await this.page.goto(`/etablissements/${finess}/imports`);
    await this.page.getByRole('link', { name: 'Nouvel import' }).click();
  }

  step(name: string) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  async chooseKind(kind: Kind, year: number) {
    await this.page.getByRole('combobox', { name: 'Année', exact: true }).selectOption(String(year));
    await this.page.getByRole('radio', { name: kind }).check();
  }

  async next() {
    await this.page.getByRole('button', { name: 'Continuer' }).click();
  }

  async chooseFile(file: string | MadeFile) {
    await this.page.getByLabel('Choisir un fichier').setInputFiles(file);
  }

  // Opens the wizard for people without an account.
  async startTrial() {
    await this.page.goto('/tester');
  }

  // The column chosen for a field, by its name on the screen.
  column(field: string) {
    return this.page.getByRole('combobox', { name: field });
  }

  // A column of the file that nothing is read from.
  unusedColumn(header: string) {
    return this.page
      .getByRole('list', { name: 'Colonnes du fichier qui ne sont pas importées' })
      .getByText(header, { exact: true });
  }

  async verify() {
    await this.page.getByRole('link', { name: 'Vérifier le fichier' }).click();
  }

  // The sentence that says what became of every row.
  get rows() {
    return this.page.getByRole('region', { name: 'Les lignes du fichier' }).getByText(/lignes? lues? = /);
  }

  get questions() {
    return this.page.getByRole('region', { name: 'Questions' });
  }

  // Answers for a unit, and waits for the verdict that counts the answer.
  async answer(unit: string, sector: string) {
    const verdict = this.page.waitForResponse((it) => it.url().includes('/import-context?'));
    await this.questions.getByRole('combobox', { name: `Secteur de l’UF ${unit} ` }).selectOption(sector);
    await verdict;
  }

  // A figure of the year, before and after the import.
  effect(figure: string) {
    return this.page.getByRole('region', { name: 'Effet sur les chiffres de l’année' }).getByRole('row', { name: figure });
  }

  get storing() {
    return this.page.getByRole('button', { name: 'Enregistrer l’import' });
  }

  // The findings that wait for somebody to have looked at them.
  get findings() {
    return this.page.getByRole('checkbox', { name: /^J’ai vérifié/ });
  }

  // Confirms whatever was found, and stores the import.
  async store() {
    await this.storing.waitFor();
    for (const finding of await this.findings.all()) await finding.check();
    await this.storing.click();
  }

  async openDashboard() {
    await this.page.getByRole('main').getByRole('link', { name: 'Ouvrir le tableau de bord' }).click();
  }
}
