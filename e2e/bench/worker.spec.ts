// How long the import worker takes from the bytes of a large file to its verdict. `scripts/bench` says in the same run
// what the native check takes.
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';

import { ImportWizard, type Kind } from '../pages/import-wizard.ts';

const FILES: [Kind, string][] = [
  ['Consommations', 'consommations_2024.xlsx'],
  ['Résistances', 'resistances_2024.xlsx'],
];
const ROUNDS = 3;

interface Asked {
  ask: string;
  ms: number;
}

// Notes how long the worker takes for each question of the page.
function watchWorkers() {
  const asked: Asked[] = [];
  (globalThis as unknown as { asked: Asked[] }).asked = asked;
  const post = Worker.prototype.postMessage;
  const waiting = new Map<number, { ask: string; at: number }>();
  const listened = new WeakSet<Worker>();
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
    const question = args[0] as { id?: number; ask?: string };
    if (question.ask !== undefined && question.id !== undefined) {
      waiting.set(question.id, { ask: question.ask, at: performance.now() });
    }
    if (!listened.has(this)) {
      listened.add(this);
      this.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
        const was = data.id === undefined ? undefined : waiting.get(data.id);
        if (was) asked.push({ ask: was.ask, ms: performance.now() - was.at });
      });
    }
    return Reflect.apply(post, this, args) as undefined;
  };
}

async function verdict(page: Page, kind: Kind, file: string): Promise<number> {
  const wizard = new ImportWizard(page);
  await wizard.startTrial();
  await wizard.chooseKind(kind, 2024);
  await wizard.next();
  await wizard.chooseFile(file);
  await expect(wizard.step('Colonnes')).toBeVisible({ timeout: 120_000 });
  await wizard.verify();
  await expect(wizard.rows).toBeVisible({ timeout: 120_000 });
  const asked = await page.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked);
  return asked.reduce((sum, { ms }) => sum + ms, 0);
}

for (const [kind, name] of FILES) {
  test(`from bytes to verdict in the browser: ${name}`, async ({ page }) => {
    const folder = process.env.BENCH_SAMPLES;
    if (folder === undefined) throw new Error('BENCH_SAMPLES must name the folder of a large hospital');
    await page.addInitScript(watchWorkers);
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await verdict(page, kind, join(folder, name)));
    rounds.sort((a, b) => a - b);
    console.log(`${name}: bytes to verdict in the import worker ${Math.round(rounds[1] ?? 0)} ms`);
  });
}
