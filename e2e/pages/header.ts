import type { Page } from '@playwright/test';

// The menu under the name of the person.
export class AccountMenu {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  // On a telephone the button says « Menu ».
  async open(name: string) {
    await this.page.getByRole('banner').getByRole('button', { name }).click();
  }

  link(name: string) {
    return this.page.getByRole('banner').getByRole('link', { name, exact: true });
  }

  async signOut() {
    await this.page.getByRole('banner').getByRole('button', { name: 'Se déconnecter' }).click();
  }
}
