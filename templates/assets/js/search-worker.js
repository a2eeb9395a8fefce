// Searching, off the main thread. Loaded only when somebody searches.

/** @import { SearchReply } from "./contract.js" */
import { absolute, bytesOf, serve } from "./loading.js";

/** @typedef {{search(query: string, limit: number): string}} Searcher */

/** @param {Record<string, string>} setup */
async function load(setup) {
  const [glue, index] = await Promise.all([
    import(absolute(setup.searchJs)),
    bytesOf(absolute(setup.index), (bytes) => self.postMessage({ progress: `${Math.round(bytes / 1000)} kB` })),
  ]);
  await glue.default({ module_or_path: new URL(absolute(setup.searchWasm)) });
  return /** @type {Searcher} */ (new glue.Searcher(index));
}

serve(load, (searcher, question) => {
  if (question.kind !== "search") return null;
  /** @type {SearchReply} */
  const reply = JSON.parse(searcher.search(question.query, question.limit));
  return reply;
});
