// The answer to a pasted text.

/** @import { Diagnosis, DiagnosisReply, Facts, NearMiss } from "./contract.js" */
/** @import { AskLines } from "./evidence-view.js" */
/** @import { WaysOn } from "./unknown-view.js" */
import { element } from "./element.js";
import { furtherMatch, matchView } from "./match-view.js";
import { unknownView } from "./unknown-view.js";
import { confidenceWord, counted } from "./words.js";

/** @param {NearMiss[]} misses @param {string} base @param {boolean} open */
function nearMisses(misses, base, open) {
  if (misses.length === 0) return null;
  return element("details", { open },
    element("summary", {}, counted(misses.length, "error comes near", "errors come near")),
    element("ul", { class: "findings" }, ...misses.map((miss) => element("li", {},
      element("span", { class: "finding" },
        element("a", { href: base + miss.url }, miss.title),
        element("span", { class: "soft" }, `${miss.held} of ${counted(miss.of, "condition holds", "conditions hold")}: ${miss.missing}`))))));
}

/** @param {Facts} facts */
function factsRead(facts) {
  /** @type {[string, string[]][]} */
  const rows = [
    ["Exceptions", facts.exceptions],
    ["HTTP status", facts.http_status.map(String)],
    ["Versions", Object.entries(facts.versions).map(([name, version]) => `${name} ${version}`)],
    ["Providers", facts.providers],
    ["Models", facts.models],
    ["Retry-After", facts.retry_after === null ? [] : [`${facts.retry_after} s`]],
  ];
  const known = rows.filter(([, values]) => values.length > 0);
  if (known.length === 0) return null;
  return element("details", {},
    element("summary", {}, "What else was read in your text"),
    element("dl", { class: "read-facts" }, ...known.map(([name, values]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, values.join(", "))))));
}

/**
 * One sentence for those who hear the page.
 * @param {Diagnosis} diagnosis
 */
function summary({ matches, category }) {
  const first = matches[0];
  if (!first) return category ? "The kind of error is known, the exact error is not." : "Not known here.";
  const word = confidenceWord(first.confidence) === "likely" ? "Most likely" : "Possibly";
  const others = matches.length > 1 ? ` ${counted(matches.length - 1, "further match", "further matches")}.` : "";
  return `${word}: ${first.title}.${others}`;
}

/**
 * @param {HTMLElement} body
 * @param {DiagnosisReply} reply
 * @param {WaysOn & {base: string, askLines: AskLines}} page
 * @returns {string} the answer in one sentence
 */
export function showDiagnosis(body, { diagnosis, excerpts }, page) {
  const [first, ...others] = diagnosis.matches;
  const surroundings = { base: page.base, facts: diagnosis.facts, askLines: page.askLines };
  const best = first && excerpts[0] && matchView(first, excerpts[0], diagnosis.chain, surroundings);
  const further = others.map((match, place) => furtherMatch(match, excerpts[place + 1], surroundings));
  body.replaceChildren(
    best ? best.view : unknownView(diagnosis, page),
    further.length > 0 ? element("section", { class: "answer-block" },
      element("h3", {}, "Also in this text"), element("ul", { class: "findings" }, ...further)) : "",
    nearMisses(diagnosis.near_misses, page.base, !best) ?? "",
    factsRead(diagnosis.facts) ?? "",
  );
  best?.reveal();
  return summary(diagnosis);
}
