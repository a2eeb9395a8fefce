// The answer to words: a list of links that the arrow keys walk.

/** @import { Hit, SearchReply, TitlePart } from "./contract.js" */
import { element, underBase } from "./element.js";
import { categoryTitle, counted, severity, statusBadge } from "./words.js";

/** @param {TitlePart[]} parts */
function marked(parts) {
  return parts.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/** @param {Hit} hit @param {string} base */
function hitView(hit, base) {
  return element("li", { class: "hit" },
    element("a", { href: underBase(base, hit.url) },
      element("span", { class: "hit-title" }, ...marked(hit.title_parts)),
      hit.excerpt.length > 0 && element("span", { class: "hit-excerpt" }, ...marked(hit.excerpt)),
      element("span", { class: "hit-facts" }, severity(hit.severity), categoryTitle(hit.category), statusBadge(hit.status))));
}

/**
 * @param {HTMLElement} body
 * @param {SearchReply} reply
 * @param {string} base
 * @returns {string} the answer in one sentence
 */
export function showHits(body, { total, hits }, base) {
  if (hits.length === 0) {
    body.replaceChildren(element("p", { class: "match-why" }, "Try fewer words, or the exact name from the message, such as an exception class."));
    return "Nothing found.";
  }
  body.replaceChildren(
    element("h2", { class: "visually-hidden", tabindex: "-1", id: "answer-title" }, "Search results"),
    element("ol", { class: "hits" }, ...hits.map((hit) => hitView(hit, base))),
    element("p", { class: "hint hint-keys" }, element("kbd", {}, "↓"), " ", element("kbd", {}, "↑"), " walk the list, ", element("kbd", {}, "Enter"), " opens, ", element("kbd", {}, "Esc"), " goes back to the box."));
  const more = total > hits.length ? `, the best ${hits.length} are shown` : "";
  return `${counted(total, "error", "errors")} found${more}.`;
}

/**
 * Says above the hits that the words are the text of a known error.
 * @param {HTMLElement} body
 * @param {string} title
 * @param {() => void} show
 */
export function offerDiagnosis(body, title, show) {
  const button = element("button", { class: "link-button", type: "button" }, "Show the diagnosis");
  button.addEventListener("click", show);
  body.prepend(element("p", { class: "notice", role: "status" }, "These words are the message of a known error: ", element("strong", {}, title), ". ", button));
}

/**
 * Arrow keys between the box and the results, Escape back to the box.
 * @param {HTMLTextAreaElement} box
 * @param {HTMLElement} body
 */
export function walkHits(box, body) {
  const links = () => [...body.querySelectorAll(".hits a")].filter((link) => link instanceof HTMLElement);
  box.addEventListener("keydown", (event) => {
    const atEnd = box.selectionStart === box.value.length;
    if (event.key !== "ArrowDown" || !atEnd) return;
    const first = links()[0];
    if (!first) return;
    event.preventDefault();
    first.focus();
  });
  body.addEventListener("keydown", (event) => {
    const all = links();
    const place = all.findIndex((link) => link === document.activeElement);
    if (place < 0) return;
    if (event.key === "ArrowDown") all[place + 1]?.focus();
    else if (event.key === "ArrowUp") (all[place - 1] ?? box).focus();
    else if (event.key === "Escape") box.focus();
    else return;
    event.preventDefault();
  });
}
