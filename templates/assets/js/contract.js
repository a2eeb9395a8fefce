// The shapes that cross a border: the JSON of matcher and search, and what the workers send.
// Types only; nothing here runs.

/**
 * A stretch of the pasted text, in bytes of its UTF-8, end exclusive.
 * @typedef {{start: number, end: number}} Span
 */

/** @typedef {{entry: string, title: string, url: string, line: number}} Symptom */

/**
 * @typedef {object} Match
 * @property {string} entry
 * @property {string} title
 * @property {string} url relative to the base path, without a leading slash
 * @property {string} category
 * @property {number} confidence 0 to 1
 * @property {number} line of the root cause, from 1
 * @property {Span[]} evidence
 * @property {Record<string, string>} captures
 * @property {Symptom[]} symptoms
 * @property {string} text the line of the root cause, shortened
 * @property {Variant[]} variants causes for some releases only, those for the release in the text first
 */

/**
 * @typedef {object} Variant
 * @property {number} cause its place on the entry's page, from 1
 * @property {string} title in Markdown
 * @property {string} package
 * @property {string} when a range: `>=1.90.0, <1.104.0`
 * @property {boolean | null} applies to the release in the text; null when the text shows none
 */

/** @typedef {{line: number, text: string, attempt: boolean}} Link a failure; `attempt`: in an attempt to recover */

/** @typedef {{entry: string, title: string, url: string, held: number, of: number, missing: string}} NearMiss */

/** @typedef {{exceptions: string[], http_status: (number|string)[], versions: Record<string, string>, providers: string[], models: string[], retry_after: string | null}} Facts `retry_after` in seconds */

/** @typedef {{category: string, text: string, line: number}} Signal */

/**
 * @typedef {object} Diagnosis
 * @property {number} version
 * @property {{id: string, confidence: number} | null} category
 * @property {Match[]} matches best first
 * @property {NearMiss[]} near_misses
 * @property {Facts} facts
 * @property {Signal[]} signals
 * @property {Link[]} chain how the first match became what was reported, cause first; empty or several
 */

/**
 * A piece of a line: evidence, plain text, or the sign that something was left out.
 * @typedef {{text: string, kind: "plain" | "hit" | "gap"}} Piece
 */

/** @typedef {{number: number, pieces: Piece[]}} Line */

/**
 * The lines around the evidence of one match. Blocks are in order and do not touch.
 * @typedef {{blocks: Line[][], lineCount: number}} Excerpt
 */

/**
 * @typedef {object} DiagnosisReply
 * @property {Diagnosis} diagnosis
 * @property {Excerpt[]} excerpts one for each of the first matches
 */

/** @typedef {{text: string, hit: boolean}} TitlePart */

/**
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} title
 * @property {string} url as the index was given it
 * @property {string} tool
 * @property {string} category
 * @property {string} severity
 * @property {string} status
 * @property {number} score
 * @property {TitlePart[]} title_parts
 * @property {TitlePart[]} excerpt
 */

/** @typedef {{total: number, hits: Hit[]}} SearchReply */

export {};
