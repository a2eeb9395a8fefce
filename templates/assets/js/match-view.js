// One matched error: what it is, why it was chosen, and what to do.

/** @import { Excerpt, Facts, Link, Match } from "./contract.js" */
/** @import { AskLines } from "./evidence-view.js" */
import { toFragment } from "./captures.js";
import { chainView } from "./chain-view.js";
import { addCopyButtons } from "./copy.js";
import { element, icon } from "./element.js";
import { evidenceView } from "./evidence-view.js";
import { quickFix } from "./entry-parts.js";
import { releaseViews } from "./release-view.js";
import { categoryLink, confidenceWord } from "./words.js";

/** @typedef {{base: string, facts: Facts, askLines: AskLines}} Surroundings */

/**
 * The entry's address with the visitor's values in the fragment.
 * @param {Match} match
 * @param {Surroundings} surroundings
 */
function addressOf(match, { base, facts }) {
  return base + match.url + toFragment({ captures: match.captures, versions: facts.versions });
}

/** @param {{id: string, confidence: number}} category */
export function verdict({ id, confidence }) {
  return element("p", { class: "verdict" },
    element("span", { class: "badge" }, categoryLink(id)),
    element("span", { class: "verdict-word" }, confidenceWord(confidence)));
}

/** @param {Match} match */
function values(match) {
  const names = Object.entries(match.captures);
  if (names.length === 0) return null;
  return element("dl", { class: "match-values" },
    ...names.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

/** @param {Match} match @param {string} base */
function symptoms(match, base) {
  if (match.symptoms.length === 0) return null;
  const items = match.symptoms.map((symptom) => element("li", {},
    element("span", { class: "finding" },
      element("a", { href: base + symptom.url }, symptom.title),
      element("span", { class: "soft" }, `line ${symptom.line.toLocaleString("en")}`))));
  return element("section", { class: "answer-block" },
    element("h3", {}, items.length === 1 ? "Also seen, a consequence" : "Also seen, consequences"),
    element("ul", { class: "findings" }, ...items));
}

/** @param {string} address */
function copyLink(address) {
  const word = element("span", { role: "status" }, "Copy link");
  const button = element("button", { class: "button button-quiet", type: "button", title: "The link carries the values read above, except keys and other secrets, and never your text" }, icon("link"), word);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(new URL(address, location.href).href);
      word.textContent = "Link copied";
    } catch {
      word.textContent = "Could not copy";
    }
    setTimeout(() => { word.textContent = "Copy link"; }, 2000);
  });
  return button;
}

/**
 * The quick fix, and what is different in some releases; both come a moment later from the entry's own page.
 * @param {Match} match
 * @param {string} address
 * @param {Surroundings} surroundings
 */
function fixView(match, address, { base, facts }) {
  const page = base + match.url;
  const body = element("div", {}, element("p", { class: "soft" }, "Fetching the fix…"));
  Promise.all([quickFix(page, match.captures), releaseViews(page, match, facts)]).then(([fix, releases]) => {
    body.replaceChildren(fix ?? element("p", {}, element("a", { href: address }, "Read what to do")), ...releases);
    addCopyButtons(body);
  }).catch(() => {
    body.replaceChildren(element("p", {}, "The fix could not be fetched. ", element("a", { href: address }, "Open the page of this error"), " for it."));
  });
  return element("section", { class: "fix" }, element("h3", {}, icon("wrench"), "Quick fix"), body);
}

/**
 * The first match, in full.
 * @param {Match} match
 * @param {Excerpt} excerpt
 * @param {Link[]} chain
 * @param {Surroundings} surroundings
 */
export function matchView(match, excerpt, chain, surroundings) {
  const address = addressOf(match, surroundings);
  const lines = evidenceView(excerpt, match.evidence, surroundings.askLines, match.line);
  const view = element("article", { class: "match" },
    verdict({ id: match.category, confidence: match.confidence }),
    element("h2", { tabindex: "-1", id: "answer-title" }, element("a", { href: address }, match.title)),
    element("p", { class: "match-why" }, "Chosen because of ", element("a", { href: "#answer-proof" }, `line ${match.line.toLocaleString("en")} of your text`), ": it is what this failure prints."),
    values(match),
    element("div", { class: "match-columns" },
      element("div", {},
        fixView(match, address, surroundings),
        element("p", { class: "match-actions" },
          element("a", { class: "button button-primary", href: address }, "All causes and fixes", icon("arrow")), copyLink(address))),
      element("div", {},
        element("section", { class: "answer-block", id: "answer-proof" }, element("h3", {}, "What proves it"), lines.view),
        chainView(chain, match.line),
        symptoms(match, surroundings.base))));
  return { view, reveal: lines.reveal };
}

/**
 * A match after the first: a line, and its evidence on demand.
 * @param {Match} match
 * @param {Excerpt | undefined} excerpt
 * @param {Surroundings} surroundings
 */
export function furtherMatch(match, excerpt, surroundings) {
  const item = element("li", {},
    element("span", { class: "finding" },
      element("a", { href: addressOf(match, surroundings) }, match.title),
      element("span", { class: "soft" }, `line ${match.line.toLocaleString("en")}, ${confidenceWord(match.confidence)}`)));
  if (excerpt) {
    const details = element("details", {}, element("summary", {}, "Show the lines"));
    details.addEventListener("toggle", () => {
      const lines = evidenceView(excerpt, match.evidence, surroundings.askLines, match.line);
      details.append(lines.view);
      lines.reveal();
    }, { once: true });
    item.append(details);
  }
  return item;
}
