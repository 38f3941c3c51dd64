// Runs first: Embrun 2024 is delivered, for the tests of pages.
import { test } from '@playwright/test';

import { deliverEmbrun } from '../fixtures/delivery.ts';

test('embrun delivers 2024 through the API', async ({ request }) => {
  await deliverEmbrun(request);
});
