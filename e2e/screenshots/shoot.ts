// One screen in the looks that the documentation shows.
import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { drawCharts } from '../fixtures/charts.ts';

const FOLDER = join(import.meta.dirname, '../../docs/screenshots');
const LOOKS = [
  { look: 'bureau', width: 1280, height: 860, colorScheme: 'light' },
  { look: 'telephone', width: 360, height: 740, colorScheme: 'light' },
  { look: 'sombre', width: 1280, height: 860, colorScheme: 'dark' },
] as const;

// Takes the screen in every look and ends in the first one; `part` is what to scroll to.
export async function shoot(page: Page, name: string, part: Locator = page.getByRole('banner')) {
  await drawCharts(page);
  for (const { look, width, height, colorScheme } of [...LOOKS.slice(1), LOOKS[0]]) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`), animations: 'disabled' });
  }
}
