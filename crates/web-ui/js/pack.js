// The small files that parts of the application share, in one: a request each would hold up the page for longer than it
// takes to load them all.

let pack;

async function load() {
  const response = await fetch(new URL("pack.bin", import.meta.url));
  if (!response.ok) throw new Error(`pack.bin: ${response.status}`);
  return response.arrayBuffer();
}

// The bytes from `start` to `end` of the pack; a pack that did not come is asked for again by the next part.
export async function packed(start, end) {
  pack ??= load().catch((error) => {
    pack = undefined;
    throw error;
  });
  return new Uint8Array(await pack, start, end - start);
}
