// What is said when no known error matches: honestly, and with ways on.

/** @import { Diagnosis } from "./contract.js" */
import { element, icon } from "./element.js";
import { tellingWord } from "./telling.js";
import { categoryLink, confidenceWord } from "./words.js";

/** @typedef {{contribute: string, entryCount: number, text: string, search: (query: string) => void}} WaysOn */

/**
 * @param {Diagnosis} diagnosis
 * @param {WaysOn} ways
 */
function reasons({ signals, category }, { entryCount }) {
  if (!category) {
    return [
      element("h2", { tabindex: "-1", id: "answer-title" }, "Not known here"),
      element("p", { class: "match-why" }, `None of the ${entryCount} errors described here is in this text. A guess would not help you, so there is none.`),
    ];
  }
  const telling = signals.filter((signal) => signal.category === category.id);
  return [
    element("p", { class: "verdict" },
      element("span", { class: "badge" }, categoryLink(category.id)),
      element("span", { class: "verdict-word" }, confidenceWord(category.confidence))),
    element("h2", { tabindex: "-1", id: "answer-title" }, "The kind is clear, the exact error is not known here"),
    element("p", { class: "match-why" }, `None of the ${entryCount} errors described here is in this text, but parts of it tell what kind it is.`),
    telling.length > 0 && element("ul", { class: "findings" }, ...telling.map((signal) => element("li", {},
      element("span", { class: "finding" },
        element("code", {}, signal.text),
        element("span", { class: "soft" }, `line ${signal.line.toLocaleString("en")}`))))),
  ];
}

/**
 * @param {Diagnosis} diagnosis
 * @param {WaysOn} ways
 */
export function unknownView(diagnosis, ways) {
  const word = tellingWord(diagnosis.facts, ways.text);
  const search = word && element("button", { class: "button button-primary", type: "button" }, icon("search"), `Search for ${word}`);
  if (word && search) search.addEventListener("click", () => ways.search(word));
  return element("div", {},
    ...reasons(diagnosis, ways),
    element("p", { class: "match-actions" }, search, element("a", { class: "button", href: ways.contribute }, "Add it to the knowledge base")),
    element("p", { class: "hint" }, "Did you paste the whole message? The lines above and below the last one often name the cause."));
}
