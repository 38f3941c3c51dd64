// The built product on a fresh database, in Chromium. `scripts/e2e` sets the environment.
import { defineConfig } from '@playwright/test';

const port = process.env.E2E_PORT ?? '8099';
export const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  snapshotPathTemplate: 'snapshots/{arg}{ext}',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'delivery', testMatch: /delivery\.setup\.ts/ },
    { name: 'chromium', dependencies: ['delivery'] },
  ],
  webServer: {
    command: '../scripts/e2e-server',
    url: `${baseURL}/readyz`,
    stdout: 'ignore',
    stderr: 'pipe',
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
