// The pictures of the guide: those of docs/screenshots that it shows, smaller and as WebP.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');
const FROM = join(ROOT, 'docs/screenshots');
const TO = join(ROOT, 'crates/web-ui/assets/aide');
const GUIDE = join(ROOT, 'crates/web-ui/texts/guide.md');
const LOOKS = ['bureau', 'sombre'] as const;
// `PICTURE` of the page that shows them.
const SIZE = { width: 960, height: 645 };
// All pictures together, in bytes: the guide is read over a hospital's network.
const MOST = 1_500_000;

test('the pictures of the guide', async ({ page }) => {
  const named = [...readFileSync(GUIDE, 'utf8').matchAll(/^!\[([\w-]+)\]/gm)].map((match) => match[1] ?? '');
  rmSync(TO, { recursive: true, force: true });
  mkdirSync(TO, { recursive: true });
  let total = 0;
  for (const name of named) {
    for (const look of LOOKS) {
      const png = readFileSync(join(FROM, `${name}-${look}.png`)).toString('base64');
      const webp = Buffer.from(await page.evaluate(shrink, { png, size: SIZE }), 'base64');
      total += webp.length;
      writeFileSync(join(TO, `${name}-${look}.webp`), webp);
    }
  }
  console.log(`${named.length * LOOKS.length} pictures, ${Math.round(total / 1000)} kB`);
  expect(total).toBeLessThan(MOST);
});

// Draws a picture in the size wanted, in a browser; both are base64.
async function shrink({ png, size }: { png: string; size: typeof SIZE }): Promise<string> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size.width, size.height);
  return canvas.toDataURL('image/webp', 0.82).replace(/^[^,]*,/, '');
}
