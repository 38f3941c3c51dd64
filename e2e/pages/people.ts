import type { Page } from '@playwright/test';

// The users of an establishment.
export class PeoplePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(finess: string) {
    await this.page.goto(`/etablissements/${finess}/utilisateurs`);
  }

  get requests() {
    return this.page.getByRole('region', { name: 'Demandes en attente' });
  }

  request(name: string) {
    return this.requests.getByRole('listitem').filter({ hasText: name });
  }

  member(name: string) {
    return this.page.getByRole('region', { name: 'Membres' }).getByRole('listitem').filter({ hasText: name });
  }

  role(name: string) {
    return this.page.getByRole('combobox', { name: `Rôle de ${name}` });
  }

  async accept(name: string, role: 'contributeur' | 'observateur') {
    await this.role(name).selectOption(role);
    await this.request(name).getByRole('button', { name: `Accepter ${name}` }).click();
  }

  async refuse(name: string) {
    await this.request(name).getByRole('button', { name: `Refuser ${name}` }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Refuser la demande' }).click();
  }

  async remove(name: string) {
    await this.member(name).getByRole('button', { name: `Retirer ${name}` }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Retirer cette personne' }).click();
  }

  async handOver(name: string) {
    await this.member(name).getByRole('button', { name: /^Transmettre le rôle de référent/ }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Transmettre le rôle' }).click();
  }

  said(text: string) {
    return this.page.getByRole('main').getByText(text);
  }
}
