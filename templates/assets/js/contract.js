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
 */

/** @typedef {{entry: string, title: string, url: string, held: number, of: number, missing: string}} NearMiss */

/** @typedef {{exceptions: string[], http_status: (number|string)[], versions: Record<string, string>, providers: string[]}} Facts */

/** @typedef {{category: string, text: string, line: number}} Signal */

/**
 * @typedef {object} Diagnosis
 * @property {number} version
 * @property {{id: string, confidence: number} | null} category
 * @property {Match[]} matches best first
 * @property {NearMiss[]} near_misses
 * @property {Facts} facts
 * @property {Signal[]} signals
 */

/**
 * A piece of a line: evidence, plain text, or the sign that something was left out.
 * @typedef {{text: string, kind: "plain" | "hit" | "gap"}} Piece
 */

/** @typedef {{number: number, pieces: Piece[]}} Line */

/**
 * The lines around the evidence of one match. Blocks are in order and do not touch.
 * @typedef {{blocks: Line[][], lineCount: number, firstHit: number}} Excerpt
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
