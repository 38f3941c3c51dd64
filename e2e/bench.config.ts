// Measures on the same product as the tests; nothing is asserted about time.
import base from './playwright.config.ts';

export default {
  ...base,
  testDir: 'bench',
  timeout: 300_000,
  workers: 1,
  projects: [{ name: 'bench' }],
};
