// Asks a server with a nation what people ask, and prints how long the answers take: wall time, and processor time of
// the server, which other work on the machine does not lengthen.
import { readFileSync } from 'node:fs';

const [, , server, pid] = process.argv;
const ROUNDS = 20;
const GRASSE = '060000478';

const QUESTIONS = {
  'DDJ/1000 JH of the nation by year': 'analyses/consumption?nation=true&years=2020..2024&by=year',
  'nation by sector': 'analyses/consumption?nation=true&years=2024&by=sector',
  'nation by family': 'analyses/consumption?nation=true&years=2024&by=family',
  'carbapenems in intensive care of a region by year': 'analyses/consumption?region=93&years=2020..2024&by=year&sector=REA&family=CARBA',
  'a region by sector and year': 'analyses/consumption?region=93&years=2020..2024&by=sector,year',
  'molecules of a hospital': `analyses/consumption?establishment=${GRASSE}&years=2024&by=atc,route`,
  'MRSA of the nation by year': 'analyses/resistance?nation=true&years=2020..2024&organism=STAAUR&antibiotic=METI&by=year',
  'E. coli and C3G of a region by specimen': 'analyses/resistance?region=93&years=2024&organism=ESCCOL&antibiotic=C3G&by=specimen',
  'national indicators': 'indicators?nation=true&year=2024',
  'panel of the nation': 'analyses/resistance-panel?nation=true&year=2024',
  'hospitals among their peers': 'analyses/consumption/peers?type=CH&year=2024',
  'dashboard of a hospital': `establishments/${GRASSE}/dashboard?year=2024`,
  'cockpit of the campaign': 'campaigns/2024/cockpit',
};

async function main() {
  await ready();
  const login = { email: 'equipe@nationale.example', password: 'essai-antibiotiques-2024' };
  const { access_token } = await (await post('auth/login', login, {})).json();
  const headers = { authorization: `Bearer ${access_token}` };
  await send('PUT', 'campaigns/2024', { opens_on: '2025-01-15', deadline: '2025-12-31' }, headers);
  console.log('question                                                p50 ms   p95 ms   cpu ms');
  for (const [name, path] of Object.entries(QUESTIONS)) {
    await report(name, ROUNDS, () => fetch(`${server}/api/v1/${path}`, { headers }));
  }
  for (const scope of [GRASSE, 'region:93', 'nation']) {
    const asked = { scope, year: 2024, kind: 'provisional', perimeter: 'spares' };
    await report(`report of ${scope}`, 5, () => post('reports', asked, headers));
  }
  await freeze(headers);
}

async function report(name, rounds, ask) {
  const times = [];
  const before = cpu();
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const answer = await ask();
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1).padStart(8);
  const each = ((cpu() - before) / rounds).toFixed(1).padStart(8);
  console.log(`${name.padEnd(52)} ${at(0.5)} ${at(0.95)} ${each}`);
}

// Freezes the base of the campaign, last: its sums are made in the background afterwards.
async function freeze(headers) {
  const start = performance.now();
  const answer = await post('campaigns/2024/snapshots', { kind: 'provisional', name: 'Base mesurée' }, headers);
  if (!answer.ok) throw new Error(`frozen base: ${answer.status} ${await answer.text()}`);
  console.log(`base frozen in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

// Milliseconds of processor time of the server, from ticks of a hundredth of a second.
function cpu() {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function post(path, body, headers) {
  return send('POST', path, body, headers);
}

function send(method, path, body, headers) {
  return fetch(`${server}/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function ready() {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${server}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not start');
}

await main();
