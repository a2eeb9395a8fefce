// Matching, off the main thread. Holds the last text as bytes, so that the page needs only pieces of it.

/** @import { Diagnosis, DiagnosisReply, Line, Span } from "./contract.js" */
import { LineText, excerpt, lines } from "./excerpt.js";
import { absolute, bytesOf, serve } from "./loading.js";

/** @typedef {{diagnose(pasted: Uint8Array): string}} Matcher */

/** Matches for which the lines around the evidence are sent along. */
const WITH_LINES = 6;

/** @type {LineText | null} */
let last = null;

/** @param {Record<string, string>} setup */
async function load(setup) {
  const [glue, knowledge] = await Promise.all([
    import(absolute(setup.matcherJs)),
    bytesOf(absolute(setup.knowledge)),
  ]);
  await glue.default({ module_or_path: new URL(absolute(setup.matcherWasm)) });
  return /** @type {Matcher} */ (new glue.Matcher(knowledge));
}

/**
 * @param {Matcher} matcher
 * @param {{text?: string, file?: File}} question
 * @returns {Promise<DiagnosisReply>}
 */
async function diagnose(matcher, { text, file }) {
  const pasted = file ? utf8(new Uint8Array(await file.arrayBuffer())) : new TextEncoder().encode(text);
  /** @type {Diagnosis} */
  const diagnosis = JSON.parse(matcher.diagnose(pasted));
  const source = new LineText(pasted);
  last = source;
  const excerpts = diagnosis.matches.slice(0, WITH_LINES).map((match) => excerpt(source, match.evidence));
  return { diagnosis, excerpts };
}

/**
 * A file's bytes as UTF-8. Logs that were redirected on Windows are often UTF-16, and say so at their beginning.
 * @param {Uint8Array} bytes
 */
function utf8(bytes) {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!little && !big) return bytes;
  return new TextEncoder().encode(new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes));
}

/**
 * @param {{from: number, to: number, evidence: Span[]}} question lines from 0, end exclusive
 * @returns {Line[]}
 */
function moreLines({ from, to, evidence }) {
  return last ? lines(last, from, to, evidence) : [];
}

serve(load, (matcher, question) => {
  if (question.kind === "lines") return moreLines(question);
  if (question.kind === "diagnose") return diagnose(matcher, question);
  return null;
});
