// The quick fix of an entry, taken from the entry's own page and filled with the visitor's values.

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
 * @param {string} url the entry's page, of this origin
 * @param {Record<string, string>} captures
 * @returns {Promise<HTMLElement | null>} null when the entry has no quick fix
 */
export async function quickFix(url, captures) {
  const source = (await page(url)).getElementById("quick-fix");
  if (!source) return null;
  const fix = document.importNode(source, true);
  for (const active of fix.querySelectorAll("script, style, iframe, object, embed, form")) active.remove();
  for (const node of [fix, ...fix.querySelectorAll("*")]) {
    for (const name of node.getAttributeNames()) {
      // The id is taken on this page, and nothing here may act.
      if (name === "id" || name.startsWith("on")) node.removeAttribute(name);
    }
  }
  for (const link of fix.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", new URL(url, location.href)).href);
  }
  fill(fix, captures);
  return fix;
}
