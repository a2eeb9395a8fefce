// Measures the matcher's browser module under Node, and in a worker of Chromium.
//
//   node measure.mjs <folder with inputs and module> [<path of Chromium>]
//
// The folder holds knowledge.bin and the texts that `faultbook-bench browser-inputs` wrote, and the module's glue as
// matcher.mjs beside matcher_bg.wasm. Prints a table and writes browser.json into the folder.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { RUNS, TEXTS, measure } from "./runs.mjs";

/** How long Chromium may take for everything, in milliseconds. */
const PATIENCE = 120_000;

const MEDIA_TYPES = {
  ".html": "text/html; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

const here = dirname(fileURLToPath(import.meta.url));
const inputs = resolve(process.argv[2]);
const chromium = process.argv[3];

const results = { node: await inNode() };
if (chromium) results.chromium = await inChromium(chromium);
await writeFile(join(inputs, "browser.json"), JSON.stringify(results, null, 2));
console.log(table(results));

async function inNode() {
  const glue = await import(pathToFileURL(join(inputs, "matcher.mjs")).href);
  const wasm = await readFile(join(inputs, "matcher_bg.wasm"));
  const knowledge = await readFile(join(inputs, "knowledge.bin"));
  const texts = await Promise.all(TEXTS.map((name) => readFile(join(inputs, name), "utf8")));
  return measure(glue, wasm, knowledge, texts);
}

/**
 * Serves this folder and the inputs on a port of their own, and waits until the page there posts its results.
 * @param {string} program
 */
async function inChromium(program) {
  let done = (/** @type {object} */ _) => {};
  const posted = new Promise((resolve) => (done = resolve));
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(1) || "page.html";
    if (request.method === "POST") {
      let body = "";
      for await (const chunk of request) body += chunk;
      response.end();
      done(JSON.parse(body));
      return;
    }
    for (const folder of [here, inputs]) {
      const bytes = await readFile(join(folder, name)).catch(() => null);
      if (!bytes) continue;
      response.setHeader("Content-Type", MEDIA_TYPES[extname(name)] ?? "application/octet-stream");
      response.end(bytes);
      return;
    }
    response.statusCode = 404;
    response.end();
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(null)));
  const profile = await mkdtemp(join(tmpdir(), "faultbook-bench-"));
  const browser = spawn(
    program,
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      `--user-data-dir=${profile}`,
      `http://127.0.0.1:${server.address().port}/`,
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise((resolve) => browser.on("exit", resolve));
  try {
    const outcome = await Promise.race([
      posted,
      ended.then(() => ({ error: "Chromium ended before it had measured anything" })),
      new Promise((resolve) => setTimeout(() => resolve({ error: "Chromium took too long" }), PATIENCE).unref()),
    ]);
    if (outcome.error) throw new Error(outcome.error);
    return outcome;
  } finally {
    browser.kill();
    await ended;
    server.close();
    server.closeAllConnections();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @param {Record<string, Record<string, number[]>>} results milliseconds */
function table(results) {
  const rows = [`milliseconds, median of ${RUNS} runs (the first; fastest to slowest)`];
  for (const [where, measured] of Object.entries(results)) {
    for (const [what, times] of Object.entries(measured)) {
      const sorted = [...times].sort((a, b) => a - b);
      const [fastest, median, slowest] = [sorted[0], sorted[sorted.length >> 1], sorted[sorted.length - 1]];
      const spread = `(${times[0].toFixed(1)}; ${fastest.toFixed(1)} to ${slowest.toFixed(1)})`;
      rows.push(`${where.padEnd(10)}${what.padEnd(58)}${median.toFixed(1).padStart(8)} ${spread}`);
    }
  }
  return rows.join("\n");
}
