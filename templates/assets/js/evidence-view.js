// The pasted text around the evidence, with line numbers; what is left out can be asked for.

/** @import { Excerpt, Line, Span } from "./contract.js" */
import { element } from "./element.js";
import { counted } from "./words.js";

/** @typedef {(from: number, to: number, evidence: Span[]) => Promise<Line[]>} AskLines lines from 0, end exclusive */

/** Lines that one press of a button brings. */
const AT_ONCE = 500;

/** @param {Line} line */
function lineView({ number, pieces }) {
  const text = element("span", { class: "evidence-text" });
  for (const { kind, text: words } of pieces) {
    if (kind === "hit") text.append(element("mark", {}, words));
    else if (kind === "gap") text.append(element("span", { class: "gap" }, words));
    else text.append(words);
  }
  if (pieces.length === 0) text.append("\u200b");
  const hit = pieces.some((piece) => piece.kind === "hit");
  return element("div", { class: hit ? "evidence-line is-hit" : "evidence-line", "data-line": number },
    element("span", { class: "evidence-number", "aria-hidden": "true" }, String(number)), text);
}

/**
 * A button in the place of hidden lines.
 * @param {number} from the first hidden line, from 0
 * @param {number} to end exclusive
 * @param {Span[]} evidence
 * @param {AskLines} askLines
 * @returns {HTMLButtonElement}
 */
function hiddenLines(from, to, evidence, askLines) {
  const words = to - from <= AT_ONCE
    ? `Show ${counted(to - from, "hidden line", "hidden lines")}`
    : `Show ${AT_ONCE} of ${counted(to - from, "hidden line", "hidden lines")}`;
  const button = element("button", { class: "evidence-more", type: "button" }, words);
  button.addEventListener("click", async () => {
    button.disabled = true;
    // Before the first evidence, what stands next to it comes first.
    const upwards = from === 0 && to - from > AT_ONCE;
    const start = upwards ? to - AT_ONCE : from;
    const end = upwards ? to : Math.min(to, from + AT_ONCE);
    const shown = (await askLines(start, end, evidence)).map(lineView);
    const rest = upwards ? [from, start] : [end, to];
    const [restFrom = 0, restTo = 0] = rest;
    const more = restTo > restFrom ? hiddenLines(restFrom, restTo, evidence, askLines) : null;
    const box = button.parentElement;
    button.replaceWith(...(upwards ? [more, ...shown] : [...shown, more]).filter((node) => node !== null));
    if (box) box.focus({ preventScroll: true });
  });
  return button;
}

/**
 * @param {Excerpt} excerpt
 * @param {Span[]} evidence
 * @param {AskLines} askLines
 * @param {number} root the line of the root cause, from 1
 */
export function evidenceView({ blocks, lineCount }, evidence, askLines, root) {
  const box = element("div", { class: "evidence-lines", tabindex: "0", role: "group", "aria-label": "Your text, the telling part marked" });
  box.style.setProperty("--digits", String(String(lineCount).length));
  let next = 0;
  for (const block of blocks) {
    const first = (block[0]?.number ?? 1) - 1;
    if (first > next) box.append(hiddenLines(next, first, evidence, askLines));
    box.append(...block.map(lineView));
    next = block.at(-1)?.number ?? next;
  }
  if (next < lineCount) box.append(hiddenLines(next, lineCount, evidence, askLines));
  return { view: element("div", { class: "evidence" }, box), reveal: () => reveal(box, root) };
}

/**
 * Scrolls the box, not the page, so that the root cause is in view.
 * @param {HTMLElement} box attached to the page
 * @param {number} root
 */
function reveal(box, root) {
  const mark = box.querySelector(`[data-line="${root}"] mark`) ?? box.querySelector("mark");
  if (!mark || root === 1) return;
  const distance = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += distance - box.clientHeight / 3;
}
