// Pictures for the documentation, taken on the same product as the tests.
import base from './playwright.config.ts';

export default {
  ...base,
  testDir: 'screenshots',
  timeout: 300_000,
  projects: [
    { name: 'screenshots', testMatch: /(walk|nation)\.spec\.ts/ },
    { name: 'help', testMatch: /help\.spec\.ts/, dependencies: ['screenshots'] },
  ],
};
