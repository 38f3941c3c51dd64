import type { Page } from '@playwright/test';

import type { Person } from '../fixtures/people.ts';

export class SignUpPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto() {
    await this.page.goto('/inscription');
  }

  async fill({ full_name, email, password }: Person) {
    await this.page.getByLabel('Nom et prénom').fill(full_name);
    await this.page.getByLabel('Adresse électronique professionnelle').fill(email);
    await this.page.getByLabel('Mot de passe').fill(password);
    await this.page.getByRole('checkbox', { name: /J’accepte les conditions/ }).check();
  }

  async register(person: Person) {
    await this.fill(person);
    await this.page.getByRole('button', { name: 'Créer mon compte' }).click();
  }
}
