// How the failure came about: one failure led to the next, and the last one was reported.

/** @import { Link } from "./contract.js" */
import { element } from "./element.js";

/** A longer chain is folded: the cause stands above it already. */
const OPEN = 4;

/** @param {Link} link @param {boolean} chosen */
function linkView({ line, text, attempt }, chosen) {
  return element("li", { class: chosen ? "chain-link is-chosen" : "chain-link" },
    element("span", { class: "chain-line" }, `line ${line.toLocaleString("en")}`, attempt && ", in an attempt to recover", chosen && ", the one above"),
    element("code", { class: "chain-text" }, text));
}

/**
 * @param {Link[]} chain cause first
 * @param {number} line of the match
 * @returns {HTMLElement | null} null when the text shows no chain
 */
export function chainView(chain, line) {
  if (chain.length === 0) return null;
  const links = element("ol", { class: "chain" }, ...chain.map((link) => linkView(link, link.line === line)));
  const title = element("h3", {}, "How it came about");
  if (chain.length <= OPEN) return element("section", { class: "answer-block", id: "answer-chain" }, title, links);
  return element("section", { class: "answer-block", id: "answer-chain" }, title,
    element("details", {}, element("summary", {}, `${chain.length} failures, the cause first`), links));
}
