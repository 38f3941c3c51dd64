// The verdict of the browser is that of the server: on every sample, and on a thousand dirty files.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join as path } from 'node:path';

import { type APIRequestContext, expect, type Page, test } from '@playwright/test';

import { dirtyFile } from '../fixtures/dirty.ts';
import { body, HOSPITALS, join, signCharter, somebody } from '../fixtures/people.ts';
import { sample } from '../fixtures/samples.ts';

const FINESS = HOSPITALS.verdicts;
const DIRTY_FILES = 1_000;
const BATCH = 50;
const SHARED = path(import.meta.dirname, '../../../shared/samples');

interface Question {
  kind: string;
  name: string;
  // Base64.
  bytes: string;
}

// What each side says of a file, as JSON: a verdict, or the code and the words of a problem.
interface Verdicts {
  name: string;
  browser: string;
  server: string;
}

// Asks both sides about files, from the page: the worker that the product has, and the API.
function compare(page: Page, headers: Record<string, string>, questions: Question[]): Promise<Verdicts[]> {
  return page.evaluate(
    async ({ finess, headers, questions }) => {
      const folder = document.documentElement.dataset.application ?? '';
      const program = await WebAssembly.compileStreaming(fetch(`${folder}/import-worker_bg.wasm`));
      const worker = new Worker(`${folder}/import-worker.js`, { type: 'module' });
      worker.postMessage(program);
      let last = 0;
      const ask = (what: string, rest: object) =>
        new Promise<string>((resolve, reject) => {
          const id = (last += 1);
          const listen = ({ data }: MessageEvent) => {
            if (data.id !== id) return;
            worker.removeEventListener('message', listen);
            if (data.problem === undefined) resolve(data.answer);
            else reject(new Error(data.problem));
          };
          worker.addEventListener('message', listen);
          worker.postMessage({ id, ask: what, ...rest });
        });
      const sorted = (value: unknown): unknown =>
        Array.isArray(value)
          ? value.map(sorted)
          : value && typeof value === 'object'
            ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]))
            : value;
      const problem = (text: string) => {
        const { code, detail } = JSON.parse(text);
        return JSON.stringify({ code, detail });
      };
      const base = `/api/v1/establishments/${finess}`;
      const secret = await (await fetch(`${base}/pseudonym-secret`, { headers })).json();
      const all = [];
      for (const { kind, name, bytes } of questions) {
        const file = new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name);
        const context = await (await fetch(`${base}/import-context?kind=${kind}&period=2024`, { headers })).blob();
        const opening = JSON.stringify({ file_name: name, kind, period: '2024', place: { sheet: null, header_row: null } });
        const form = new FormData();
        form.append('file', file);
        form.append('kind', kind);
        form.append('period', '2024');
        form.append('dry_run', 'true');
        let browser: string;
        try {
          const look = JSON.parse(await ask('open', { file, context, opening }));
          const taken = look.fields.filter((field: { column: number | null }) => field.column !== null);
          const mapping: Record<string, unknown> = Object.fromEntries(taken.map((field: { field: string; column: number }) => [field.field, field.column]));
          for (const one of look.antibiotics) {
            if (one.proposed && mapping.antibiotic === undefined) mapping[`antibiotic:#${one.column}`] = one.code ?? '';
          }
          form.append('mapping', JSON.stringify(mapping));
          if (look.sheet) form.append('sheet', look.sheet);
          form.append('header_row', String(look.header_row ?? 0));
          const checking = JSON.stringify({ mapping, secret: kind === 'resistance' ? secret : null });
          browser = JSON.stringify(sorted(JSON.parse(await ask('check', { checking }))));
        } catch (error) {
          browser = problem((error as Error).message);
        }
        const answer = await fetch(`${base}/imports`, { method: 'POST', headers, body: form });
        const text = await answer.text();
        const server = answer.ok ? JSON.stringify(sorted(JSON.parse(text))) : problem(text);
        all.push({ name, browser, server });
      }
      worker.terminate();
      return all;
    },
    { finess: FINESS, headers, questions },
  );
}

async function hospital(request: APIRequestContext): Promise<Record<string, string>> {
  const headers = await join(request, somebody('Vera Verdict'), FINESS);
  await signCharter(request, headers, FINESS);
  const structure = 'Code UF;Libellé UF;Code DE;Code TA\n237;Cardiologie;127;03\n238;Réanimation;104;03\n240;Porte;195;03\n';
  const answer = await request.post(`/api/v1/establishments/${FINESS}/imports`, {
    headers,
    multipart: { kind: 'structure', period: '2024', file: { name: 'structure.csv', mimeType: 'text/csv', buffer: Buffer.from(structure) } },
  });
  await body(answer);
  return headers;
}

const base64 = (bytes: Buffer) => bytes.toString('base64');

test('both sides say the same of every sample and of a thousand dirty files', async ({ page }) => {
  test.setTimeout(600_000);
  const headers = await hospital(page.request);
  await page.goto('/aide');

  await test.step('samples', async () => {
    const own = ['structure_2024.xlsx', 'jh_2024.xls', 'jh_2024.xlsx', 'consommations_2024.xlsx', 'resistances_2024.xlsx'];
    const kinds: Record<string, string> = { structure: 'structure', jh: 'patient_days', consommations: 'consumption', resistances: 'resistance' };
    const files = (['ch-grasse', 'embrun-clean'] as const).flatMap((set) => own.map((name) => sample(set, name)));
    for (const large of ['chu-caen/structure_2024.xlsx', 'chu-caen/consommations_2024.xlsx', 'chu-caen/resistances_2024.xlsx', 'ch-grasse/resistances_long_2024.csv']) {
      const file = path(SHARED, large);
      if (existsSync(file)) files.push(file);
      else console.log(`NOT RUN: the sample ${large} is not on this machine`);
    }
    for (const file of files) {
      const name = basename(file);
      const kind = kinds[name.split('_')[0] ?? ''] ?? '';
      const [said] = await compare(page, headers, [{ kind, name, bytes: base64(readFileSync(file)) }]);
      expect(said?.browser, file).toContain('"rows"');
      expect(said?.browser, file).toBe(said?.server);
    }
  });

  await test.step('dirty files', async () => {
    let verdicts = 0;
    for (let first = 0; first < DIRTY_FILES; first += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, index) => dirtyFile(first + index));
      const questions = batch.map(({ kind, name, text }) => ({ kind, name, bytes: base64(Buffer.from(text)) }));
      const said = await compare(page, headers, questions);
      said.forEach(({ browser, server }, index) => {
        expect(browser, `seed ${first + index}: ${JSON.stringify(batch[index])}`).toBe(server);
        if (browser.includes('"rows"')) verdicts += 1;
      });
    }
    // A generator whose files are all refused would prove nothing.
    expect(verdicts).toBeGreaterThan(DIRTY_FILES / 2);
    console.log(`${verdicts} verdicts and ${DIRTY_FILES - verdicts} problems were the same`);
  });
});
