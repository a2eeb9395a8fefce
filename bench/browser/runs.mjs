// The measurement itself, the same in Node and in a browser's worker.

/** So many runs of each kind. */
export const RUNS = 20;

/** Texts of a megabyte. */
export const TEXTS = ["clean.log", "error-every-100-lines.log"];

/**
 * @typedef {{free(): void, diagnose(pasted: Uint8Array): string}} Matcher
 * @typedef {{default(options: {module_or_path: BufferSource | WebAssembly.Module}): Promise<unknown>,
 *   Matcher: new (knowledge: Uint8Array) => Matcher}} Glue
 */

/**
 * Milliseconds of each run.
 * @param {Glue} glue
 * @param {BufferSource} wasm
 * @param {Uint8Array} knowledge
 * @param {string[]} texts
 * @returns {Promise<Record<string, number[]>>}
 */
export async function measure(glue, wasm, knowledge, texts) {
  const [compiling, module] = await timedOnce(() => WebAssembly.compile(wasm));
  const [instantiating] = await timedOnce(() => glue.default({ module_or_path: module }));
  /** @type {Record<string, number[]>} */
  const results = { "compile the module (once)": [compiling], "instantiate it (once)": [instantiating] };
  results["start from a blob of 1,000 entries"] = repeated(() => new glue.Matcher(knowledge).free());
  const matcher = new glue.Matcher(knowledge);
  texts.forEach((text, index) => {
    // As the site does it: from the text of the box to a diagnosis as an object.
    const diagnose = () => JSON.parse(matcher.diagnose(new TextEncoder().encode(text)));
    results[`diagnose 1 MB, ${TEXTS[index]}`] = repeated(diagnose);
    if (diagnose().matches.length > 0 !== index > 0) throw new Error(`${TEXTS[index]} has the wrong diagnosis`);
  });
  return results;
}

/** @param {() => void} run */
function repeated(run) {
  return Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
}

/**
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<[number, T]>}
 */
async function timedOnce(run) {
  const start = performance.now();
  const value = await run();
  return [performance.now() - start, value];
}
