// The pack of small files: what a part gets of it, and what happens when it does not come.

import assert from "node:assert/strict";
import { test } from "node:test";

import { packed } from "./pack.js";

let asked = 0;
globalThis.fetch = async () => {
  asked += 1;
  return asked === 1 ? new Response(null, { status: 503 }) : new Response(new Uint8Array([1, 2, 3, 4, 5]));
};

test("a pack that did not come is asked for again, one that came is kept", async () => {
  await assert.rejects(packed(0, 2), /503/);
  assert.deepEqual(await packed(1, 3), new Uint8Array([2, 3]));
  assert.deepEqual(await packed(3, 5), new Uint8Array([4, 5]));
  assert.equal(asked, 2);
});
