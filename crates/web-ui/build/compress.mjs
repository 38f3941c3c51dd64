// Writes a .br and a .gz beside every text and wasm file of a release build.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR } = process.env;
const COMPRESSIBLE = /\.(css|html|js|svg|wasm)$/;

async function compress(path) {
  const bytes = await readFile(path);
  const brotli = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  await writeFile(`${path}.br`, brotli);
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

if (TRUNK_PROFILE === "release") {
  const files = await readdir(TRUNK_STAGING_DIR, { recursive: true });
  await Promise.all(
    files.filter((file) => COMPRESSIBLE.test(file)).map((file) => compress(join(TRUNK_STAGING_DIR, file))),
  );
}
