// Causes that are true for some releases only: the one for the visitor's release, or which there are.

/** @import { Facts, Match, Variant } from "./contract.js" */
import { element } from "./element.js";
import { causeFix, causeTitle } from "./entry-parts.js";

/**
 * The release in the text of the package that a cause is about.
 * @param {Variant} variant
 * @param {Facts} facts
 */
function releaseOf(variant, facts) {
  const name = variant.package.toLowerCase();
  return Object.entries(facts.versions).find(([known]) => known.toLowerCase() === name)?.[1] ?? "";
}

/** @param {string} page @param {Variant} variant */
function addressOf(page, variant) {
  return `${page}#cause-${variant.cause}`;
}

/**
 * The title as the entry's page has it; as it is written when it is not there.
 * @param {string} page
 * @param {Variant} variant
 * @param {Record<string, string>} captures
 */
async function titleOf(page, variant, captures) {
  const title = await causeTitle(page, variant.cause, captures);
  return title ? [...title.childNodes] : [variant.title];
}

/**
 * What is different in the release that the text names.
 * @param {string} page
 * @param {Variant} variant
 * @param {Match} match
 * @param {Facts} facts
 */
async function chosen(page, variant, match, facts) {
  const fix = await causeFix(page, variant.cause, match.captures);
  const release = `${variant.package} ${releaseOf(variant, facts)}`;
  return element("section", { class: "fix-release", "data-cause": variant.cause },
    element("h4", {}, `For your ${release}`),
    element("p", {}, element("a", { href: addressOf(page, variant) }, ...(await titleOf(page, variant, match.captures)))),
    fix);
}

/**
 * @param {string} page
 * @param {Match} match
 */
async function choice(page, match) {
  const items = match.variants.map(async (variant) => element("li", { "data-cause": variant.cause },
    element("span", { class: "badge" }, variant.package, " ", element("code", {}, variant.when)), " ",
    element("a", { href: addressOf(page, variant) }, ...(await titleOf(page, variant, match.captures)))));
  const one = match.variants.length === 1;
  return element("section", { class: "fix-release" },
    element("h4", {}, one ? "One cause depends on your release" : "These causes depend on your release"),
    element("ul", {}, ...(await Promise.all(items))));
}

/**
 * @param {string} page the entry's address
 * @param {Match} match
 * @param {Facts} facts
 * @returns {Promise<HTMLElement[]>} nothing when no cause depends on the release, or none is true for the visitor's
 */
export async function releaseViews(page, match, facts) {
  const known = match.variants.filter((variant) => variant.applies !== null);
  if (known.length > 0) {
    const right = known.filter((variant) => variant.applies);
    return Promise.all(right.map((variant) => chosen(page, variant, match, facts)));
  }
  return match.variants.length > 0 ? [await choice(page, match)] : [];
}
