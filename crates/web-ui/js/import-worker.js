// Checks a file away from the page. Its policy lets it reach nothing: what leaves is what the page asks
// for and sends itself.
//
// First message: the compiled module. Then questions `{id, ask, ...}`, answered one by one, in order, by
// `{id, answer}` or `{id, problem}`; in between `{rows}` tells how far the reading is.

import init, { Session } from "import-worker";

let session;

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const progress = (rows) => postMessage({ rows });
const bytes = async (file) => new Uint8Array(await file.arrayBuffer());
const gzip = (text) => new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).blob();

const answers = {
  async open({ file, context, opening }) {
    session?.free();
    session = undefined;
    session = Session.open(await bytes(file), opening, await context?.text(), progress);
    return session.inspection();
  },
  async structure({ file }) {
    session.add_structure(await bytes(file), file.name, progress);
  },
  look({ place }) {
    session.move_to(place, progress);
    return session.inspection();
  },
  check({ checking }) {
    session.check(checking);
    return session.verdict();
  },
  async judge({ context }) {
    session.set_context(await context.text());
    return session.verdict();
  },
  issues: ({ query }) => session.issues(query),
  row: ({ row }) => session.row(row),
  repair: ({ row, repair }) => session.repair(row, repair),
  offers: () => session.offers(),
  take: () => session.take_offers(),
  annotated: () => new Blob([session.annotated()], { type: WORKBOOK }),
  csv: () => new Blob([session.issues_csv()], { type: "text/csv" }),
  checked() {
    return gzip(session.checked_file());
  },
};

let turn = new Promise((resolve) => {
  addEventListener("message", ({ data }) => resolve(init({ module_or_path: data })), { once: true });
});

const reply = async ({ id, ask, ...rest }) => {
  try {
    postMessage({ id, answer: await answers[ask](rest) });
  } catch (problem) {
    postMessage({ id, problem: String(problem) });
  }
};

addEventListener("message", ({ data }) => {
  if (data.ask) turn = turn.then(() => reply(data));
});
