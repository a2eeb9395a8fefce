// Words for what the data says in identifiers.

import { element, icon } from "./element.js";

/** @param {string} text */
function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The tile of a category on the home page: its words, address and drawing stand there already.
 * @param {string} id
 */
function tile(id) {
  return document.querySelector(`[data-category-id="${CSS.escape(id)}"]`);
}

/** @param {string} id */
export function categoryTitle(id) {
  return tile(id)?.querySelector(".category-tile-title")?.textContent ?? capitalised(id.replaceAll("-", " "));
}

/**
 * The category in words, with its drawing and a link when it has a page.
 * @param {string} id
 */
export function categoryLink(id) {
  const found = tile(id);
  const title = categoryTitle(id);
  const drawing = found?.querySelector("svg")?.cloneNode(true);
  if (!(found instanceof HTMLAnchorElement)) return element("span", {}, title);
  return element("a", { href: found.href }, drawing, title);
}

/** @param {string} level */
export function severity(level) {
  return element("span", { class: `severity severity-${level}` }, icon(`severity-${level}`), capitalised(level));
}

/**
 * Nothing for an error that can happen now.
 * @param {string} status
 */
export function statusBadge(status) {
  if (status === "fixed") return element("span", { class: "badge badge-good" }, "Fixed in newer releases");
  if (status === "not-real") return element("span", { class: "badge badge-warn" }, "Not a real message");
  return null;
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
export function counted(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** @param {number} confidence 0 to 1 */
export function confidenceWord(confidence) {
  return confidence >= 0.8 ? "likely" : "possible";
}
