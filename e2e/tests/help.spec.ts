// The documentation: finding an answer, following addresses, old and new.
import { expect, type Page, test } from '@playwright/test';

const ADDRESSES = ['/aide/guide', '/aide/faq', '/aide/methodologie', '/aide/controles', '/aide/glossaire', '/aide/tables'];
const TEXTS = [...ADDRESSES, '/aide', '/mentions-legales', '/accessibilite'];

// Opens a page and waits for all of it.
async function open(page: Page, address: string) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Chargement…')).toBeHidden();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

test('a question typed in two words leads to its answer', async ({ page }) => {
  await page.goto('/aide');
  await page.getByLabel('Que cherchez-vous ?').fill('RETROCESSIONS');
  await page.getByRole('link', { name: /^Que faire des rétrocessions/ }).click();
  await expect(page).toHaveURL(/\/aide\/faq#/);
  await expect(page.getByRole('heading', { name: /^Que faire des rétrocessions/ })).toBeFocused();
});

test('addresses of the former single page lead to where their part is', async ({ page }) => {
  for (const [former, now] of [
    ['alertes', /\/aide\/methodologie#alertes$/],
    ['glossaire', /\/aide\/glossaire$/],
    ['controles', /\/aide\/controles$/],
    ['tables', /\/aide\/tables$/],
    ['guide', /\/aide\/guide$/],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(`/aide#${former}`);
    await expect(page).toHaveURL(now);
    await expect(page.getByRole('navigation', { name: 'Fil d’Ariane' })).toBeVisible();
  }
});

test('every link of the documentation leads to a part that is there', async ({ page }) => {
  const links = new Set<string>();
  for (const address of TEXTS) {
    await open(page, address);
    const found = await page.getByRole('main').locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    for (const link of found) links.add(link);
  }
  const origin = new URL(page.url()).origin;
  const parts = [...links].map((link) => new URL(link)).filter((link) => link.origin === origin && link.hash);
  expect(parts.length).toBeGreaterThan(60);
  for (const address of new Set(parts.map((link) => link.pathname))) {
    await open(page, address);
    for (const { hash } of parts.filter((link) => link.pathname === address)) {
      const id = decodeURIComponent(hash.slice(1));
      expect(await page.evaluate((id) => document.getElementById(id) !== null, id), `${address}#${id}`).toBe(true);
    }
  }
});

test('no two parts of a page have the same address', async ({ page }) => {
  for (const address of ADDRESSES) {
    await open(page, address);
    const ids = await page.locator('[id]').evaluateAll((all) => all.map((element) => element.id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index), address).toEqual([]);
  }
});

test('one goes through the pages from the first to the last', async ({ page }) => {
  await page.goto('/aide/guide');
  for (const address of ADDRESSES.slice(1)) {
    await page.getByRole('link', { name: /^Suivant/ }).click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  }
  await expect(page.getByRole('link', { name: /^Suivant/ })).toHaveCount(0);
});

test('the pictures of the guide are loaded, and change with the look', async ({ page }) => {
  await page.goto('/aide/guide');
  const shown = page.getByRole('img', { name: /^Un verdict de consommations/ });
  await shown.scrollIntoViewIfNeeded();
  await expect(shown).toHaveAttribute('src', /07-verdict-bureau\.webp$/);
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(960);
  await page.getByRole('button', { name: 'Passer en sombre' }).click();
  await expect(page.getByRole('img', { name: /^Un verdict de consommations/ })).toHaveAttribute('src', /07-verdict-sombre\.webp$/);
});

test('the examples are those that the rules compute', async ({ page }) => {
  await page.goto('/aide/methodologie');
  await expect(page.getByText('Taux = 1 000 × 325 ÷ 1 250 = 260,0 DDJ/1000 JH')).toBeVisible();
  await expect(page.getByText('Part = 100 × 65 ÷ 325 = 20,0 %')).toBeVisible();
  await expect(page.getByRole('row', { name: /N° 1, 4 mars/ })).toContainText('Doublon du n° 2');
});
