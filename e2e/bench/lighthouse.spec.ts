// The four scores of Lighthouse for the public pages. `scripts/lighthouse` says where Lighthouse is; nothing is asserted
// about them, since a busy machine lowers them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, expect, test } from '@playwright/test';

import { type Certificate, freePort, startNation } from '../fixtures/nation.ts';

const PAGES = [
  '/',
  '/acces-libre',
  '/acces-libre?sujet=consommation&vue=regions',
  '/connexion',
  '/inscription',
  '/tester/type',
  '/aide',
  '/aide/guide',
  '/aide/methodologie',
  '/cgu',
];
const FORMS = ['desktop', 'mobile'] as const;

interface Audit {
  displayValue?: string;
}
interface Result {
  lhr: { categories: Record<string, { score: number | null }>; audits: Record<string, Audit> };
}
interface Lighthouse {
  default: (url: string, flags: object, config?: object) => Promise<Result>;
  desktopConfig: object;
}

function certify(folder: string): Certificate {
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  const words = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1';
  execFileSync('openssl', [...words.split(' '), '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { certificate, key };
}

test('Lighthouse on the public pages', async () => {
  test.setTimeout(3_600_000);
  const from = process.env.LIGHTHOUSE_FROM;
  if (from === undefined) throw new Error('LIGHTHOUSE_FROM: run scripts/lighthouse');
  const { default: lighthouse, desktopConfig } = (await import(from)) as Lighthouse;
  const folder = mkdtempSync(join(tmpdir(), 'consores-lighthouse-'));
  const port = await freePort();
  const nation = await startNation(certify(folder));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'],
  });
  const chosen = process.env.LIGHTHOUSE_PAGES?.split(' ').filter((page) => page !== '') ?? [];
  try {
    for (const form of FORMS) {
      for (const page of chosen.length > 0 ? chosen : PAGES) {
        const config = form === 'desktop' ? desktopConfig : undefined;
        const { lhr } = await lighthouse(nation.url + page, { port, logLevel: 'error' }, config);
        const scores = Object.entries(lhr.categories).map(([name, { score }]) => `${name} ${Math.round(100 * (score ?? 0))}`);
        const told = (audit: string) => lhr.audits[audit]?.displayValue ?? '–';
        const times = `LCP ${told('largest-contentful-paint')}, TBT ${told('total-blocking-time')}, CLS ${told('cumulative-layout-shift')}`;
        console.log(`${form.padEnd(8)} ${page.padEnd(46)} ${scores.join('  ')}  (${times})`);
        expect(scores).toHaveLength(4);
      }
    }
  } finally {
    await browser.close();
    nation.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
