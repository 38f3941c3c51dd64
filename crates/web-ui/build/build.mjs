// Builds the application into a folder: `node build/build.mjs [--dev] [--watch] [--out FOLDER]`.
//
// cargo -> one wasm file -> wasm_split_cli takes out what is loaded later -> wasm-bindgen -> wasm-opt -> small
// files into one, beside the scripts (esbuild) and the styles (Tailwind). The import worker is a program of its own:
// cargo -> wasm-bindgen -> wasm-opt. All files but the page lie in one folder whose name holds the hash
// of what is in it: browsers keep it for ever.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { watch } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import { build as bundle } from "esbuild";

const { values: chosen } = parseArgs({
  options: {
    dev: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    out: { type: "string", default: "../../dist" },
  },
});
const HERE = resolve(import.meta.dirname, "..");
const TARGET = process.env.CARGO_TARGET_DIR ?? resolve(HERE, "../../target");
const COMPRESSIBLE = /\.(bin|css|html|js|svg|wasm)$/;
// What comes in a file of its own, in bytes before compression; smaller chunks come together.
const OWN_FILE = 16_384;
// What the compiler may use, and so must be told to the optimiser.
const WASM_FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

process.chdir(HERE);

const run = (program, ...args) => runIn(HERE, program, ...args);

async function runIn(cwd, program, ...args) {
  await promisify(execFile)(program, args, { cwd, maxBuffer: 1 << 26 }).catch((error) => {
    process.stderr.write(`${error.stdout ?? ""}${error.stderr || error.message}\n`);
    throw new Error(`${program} failed`);
  });
}

// The wasm files and their glue, in `folder`.
async function wasm(folder) {
  const profile = chosen.dev ? "dev" : "web";
  await run("cargo", "build", "--locked", "--target", "wasm32-unknown-unknown", "--profile", profile);
  const linked = join(TARGET, "wasm32-unknown-unknown", chosen.dev ? "debug" : profile, "web-ui.wasm");
  await run("wasm-split-cli", linked, folder, "--out-name", "web-ui");
  await run("wasm-bindgen", join(folder, "web-ui.wasm"), "--out-dir", folder, "--target", "web", "--no-typescript", "--keep-lld-exports");
  await rm(join(folder, "web-ui.wasm"));
  if (chosen.dev) return;
  for (const file of await filesOf(folder, /\.wasm$/)) {
    const features = WASM_FEATURES.map((feature) => `--enable-${feature}`);
    await run("wasm-opt", file, "-o", file, "-Oz", "--converge", ...features);
  }
}

// Puts the small files that parts share into one, and tells the glue where each is in it. Gives their names.
async function pack(glue) {
  const [links, places, all] = [join(glue, "__wasm_split.js"), new Map(), []];
  let end = 0;
  for (const file of await filesOf(glue, /^chunk_\d+\.wasm$/)) {
    const bytes = await readFile(file);
    if (bytes.length > OWN_FILE) continue;
    places.set(basename(file), `${end}, ${(end += bytes.length)}`);
    all.push(bytes);
    await rm(file);
  }
  await writeFile(join(glue, "pack.bin"), Buffer.concat(all));
  const load = /fetch\(new URL\("\.\/(chunk_\d+\.wasm)", import\.meta\.url\)\);(\s+src\.catch[^\n]+\s+return async \(imports\) => (?:debugWrap)?\()WebAssembly\.instantiateStreaming\(src, imports\)/g;
  let found = 0;
  const text = (await readFile(links, "utf8")).replace(load, (whole, name, between) => {
    if (!places.has(name)) return whole;
    found += 1;
    return `packed(${places.get(name)});${between}WebAssembly.instantiate(await src, imports)`;
  });
  if (found !== places.size) throw new Error(`${places.size - found} chunks are loaded in a way that is not known`);
  await writeFile(links, `import { packed } from ${JSON.stringify(resolve("js/pack.js"))};\n${text}`);
  return new Set(places.keys());
}

// The import worker and its glue, in `folder`; the flags that cut the application apart are not for it.
async function worker(folder) {
  const profile = chosen.dev ? "dev" : "worker";
  await runIn(resolve(HERE, "../.."), "cargo", "build", "--locked", "--target", "wasm32-unknown-unknown", "--profile", profile, "-p", "import-worker");
  const linked = join(TARGET, "wasm32-unknown-unknown", chosen.dev ? "debug" : profile, "import_worker.wasm");
  await run("wasm-bindgen", linked, "--out-dir", folder, "--out-name", "import-worker", "--target", "web", "--no-typescript");
  if (chosen.dev) return;
  const file = join(folder, "import-worker_bg.wasm");
  await run("wasm-opt", file, "-o", file, "-O3", ...WASM_FEATURES.map((feature) => `--enable-${feature}`));
}

// One script with the page, the chart library in a file of its own, and the script of the worker.
async function scripts(glue, workerGlue, folder) {
  await bundle({
    entryPoints: { app: "js/app.js", "import-worker": "js/import-worker.js" },
    alias: { "web-ui": join(glue, "web-ui.js"), "import-worker": join(workerGlue, "import-worker.js") },
    outdir: folder,
    chunkNames: "[name]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: !chosen.dev,
    legalComments: "none",
    logLevel: "warning",
    // The glue names the loader twice: both are the same file.
    logOverride: { "duplicate-object-key": "silent" },
  });
}

async function filesOf(folder, pattern) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => pattern.test(basename(file))).sort();
}

// The files that a part asks for, by what wasm_split_cli wrote of them: a comment names the parts of each shared file.
async function filesOfPart(glue, packed, part) {
  const links = await readFile(join(glue, "__wasm_split.js"), "utf8");
  const shared = [...links.matchAll(/\/\* ([\w, ]+) \*\/\nconst __(chunk_\d+) = /g)];
  const files = shared.filter(([, parts]) => parts.split(", ").includes(part)).map(([, , chunk]) => chunk);
  if (files.length === 0) throw new Error(`no file is shared by ${part}`);
  const names = [...files, `split_${part}`].map((file) => `${file}.wasm`);
  return [...new Set(names.map((name) => (packed.has(name) ? "pack.bin" : name)))];
}

async function hashOf(folder) {
  const hash = createHash("sha256");
  for (const file of await filesOf(folder, /./)) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

// Writes a .br and a .gz beside a file.
async function compress(file) {
  const bytes = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

async function build() {
  const staging = await mkdtemp(join(tmpdir(), "consores-web-"));
  try {
    const [glue, workerGlue, files] = ["glue", "worker", "dist/app"].map((folder) => join(staging, folder));
    await mkdir(files, { recursive: true });
    // Side by side: both end with long steps that keep one core busy.
    await Promise.all([wasm(glue), worker(workerGlue)]);
    const packed = await pack(glue);
    await scripts(glue, workerGlue, files);
    for (const folder of [glue, workerGlue]) {
      for (const file of await filesOf(folder, /\.(bin|wasm)$/)) await copyFile(file, join(files, file.slice(folder.length)));
    }
    await run("tailwindcss", "--input", "styles/app.css", "--output", join(files, "app.css"), "--minify");
    await cp("assets", files, { recursive: true });

    const name = `app-${await hashOf(files)}`;
    await rename(files, join(staging, "dist", name));
    const page = (await readFile("index.html", "utf8")).replaceAll("{{app}}", `/${name}`);
    const texts = (await filesOfPart(glue, packed, "texts")).map((file) => `/${name}/${file}`);
    await writeFile(join(staging, "dist", "index.html"), page.replace("{{texts}}", JSON.stringify(texts)));
    if (!chosen.dev) await Promise.all((await filesOf(join(staging, "dist"), COMPRESSIBLE)).map(compress));

    // The page comes last: it names files that are there.
    const [built, out] = [join(staging, "dist"), resolve(chosen.out)];
    await cp(join(built, name), join(out, name), { recursive: true });
    for (const file of await filesOf(built, /^index\.html/)) await copyFile(file, join(out, basename(file)));
    for (const old of await readdir(out)) {
      if (old.startsWith("app-") && old !== name) await rm(join(out, old), { recursive: true });
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

await build();

if (chosen.watch) {
  let turn = Promise.resolve();
  let timer;
  const rebuild = () => {
    turn = turn.then(build).then(() => console.log("built"), (error) => console.error(error.message));
  };
  for (const place of ["../domain/src", "../checker/src", "../import-worker/src", "src", "js", "styles", "index.html"]) {
    watch(place, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(rebuild, 200);
    });
  }
}
