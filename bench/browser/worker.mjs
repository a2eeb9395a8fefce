// The browser's side: fetches everything, measures, and tells the page.

import { TEXTS, measure } from "./runs.mjs";

/** @param {string} name */
async function bytesOf(name) {
  return new Uint8Array(await (await fetch(name)).arrayBuffer());
}

try {
  const glue = await import("./matcher.mjs");
  const texts = await Promise.all(TEXTS.map(async (name) => (await fetch(name)).text()));
  self.postMessage(await measure(glue, await bytesOf("matcher_bg.wasm"), await bytesOf("knowledge.bin"), texts));
} catch (error) {
  self.postMessage({ error: String(error) });
}
