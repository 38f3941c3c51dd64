// Bundles the scripts: `shell.js` with the page, the chart library in `chunks/` under a hashed name.

import { readdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const OUT = "generated";

const { metafile } = await build({
  entryPoints: ["js/shell.js"],
  outdir: OUT,
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
});

// Chunks of earlier builds would be served for ever.
for (const file of await readdir(`${OUT}/chunks`)) {
  const path = `${OUT}/chunks/${file}`;
  if (!(path in metafile.outputs)) await rm(path, { force: true });
}
