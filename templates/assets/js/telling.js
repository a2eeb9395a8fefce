// What in an unknown text is worth searching for.

/** @import { Facts } from "./contract.js" */

const CLASS = /\b[A-Za-z_][\w.]*(?:Error|Exception|Failure|Fault|Timeout)\b/g;
const CODE = /\b[a-z]+(?:_[a-z]+)+\b|\b[A-Z]+(?:_[A-Z]+)+\b/g;
const LOOKED_AT = 20_000;

/**
 * The last exception named is nearest to the failure; else a code such as `insufficient_quota`.
 * @param {Facts} facts
 * @param {string} text
 * @returns {string | null}
 */
export function tellingWord(facts, text) {
  const end = text.slice(-LOOKED_AT);
  const name = facts.exceptions.at(-1) ?? end.match(CLASS)?.at(-1) ?? end.match(CODE)?.at(-1);
  return name?.split(".").at(-1) ?? null;
}
