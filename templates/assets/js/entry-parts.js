// Parts of an entry, taken from the entry's own page and filled with the visitor's values.

import { fill } from "./captures.js";

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/** @param {string} url */
function page(url) {
  let found = pages.get(url);
  if (!found) {
    found = fetch(url).then(async (response) => {
      if (!response.ok) throw new Error(`${url} could not be loaded (${response.status}).`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    // A failure is not kept, so that the next diagnosis tries again.
    found.catch(() => pages.delete(url));
    pages.set(url, found);
  }
  return found;
}

/**
 * A copy of a part of an entry's page, harmless and with the visitor's values.
 * @param {string} url the entry's page, of this origin
 * @param {string} css
 * @param {Record<string, string>} captures
 * @returns {Promise<HTMLElement | null>} null when the page has no such part
 */
async function part(url, css, captures) {
  const source = (await page(url)).querySelector(css);
  if (!(source instanceof HTMLElement)) return null;
  const copy = document.importNode(source, true);
  for (const active of copy.querySelectorAll("script, style, iframe, object, embed, form")) active.remove();
  for (const node of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of node.getAttributeNames()) {
      // The id is taken on this page, and nothing here may act.
      if (name === "id" || name.startsWith("on")) node.removeAttribute(name);
    }
  }
  for (const link of copy.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", new URL(url, location.href)).href);
  }
  fill(copy, captures);
  return copy;
}

/**
 * @param {string} url
 * @param {Record<string, string>} captures
 */
export function quickFix(url, captures) {
  return part(url, "#quick-fix", captures);
}

/**
 * The title of a cause.
 * @param {string} url
 * @param {number} cause its place on the page, from 1
 * @param {Record<string, string>} captures
 */
export function causeTitle(url, cause, captures) {
  return part(url, `#cause-${cause} > h3`, captures);
}

/**
 * What to do about a cause.
 * @param {string} url
 * @param {number} cause its place on the page, from 1
 * @param {Record<string, string>} captures
 */
export function causeFix(url, cause, captures) {
  return part(url, `#cause-${cause} > .cause-fix > .prose`, captures);
}
