// The page of one error: values from a diagnosis, and the place in the contents.

import { element, byId } from "./element.js";
import { empty, fill, fromFragment } from "./captures.js";
import { inRange } from "./version-range.js";

/**
 * Says at each cause that holds for some releases only whether the visitor's is among them.
 * @param {HTMLElement} entry
 * @param {Record<string, string>} versions
 */
function markCauses(entry, versions) {
  const name = entry.dataset.package ?? "";
  const version = Object.hasOwn(versions, name) ? versions[name] : undefined;
  for (const old of entry.querySelectorAll(".cause-version")) old.remove();
  if (version === undefined) return;
  for (const cause of entry.querySelectorAll("[data-when]")) {
    const holds = inRange(version, cause.getAttribute("data-when") ?? "");
    if (holds === null) continue;
    const words = holds ? `yours: ${version}` : `not yours: ${version}`;
    cause.querySelector(".cause-when")?.append(
      element("span", { class: `cause-version badge ${holds ? "badge-good" : "badge-warn"}` }, words),
    );
  }
}

/** @param {HTMLElement} entry */
function showValues(entry) {
  const values = fromFragment(location.hash);
  if (!values) return;
  const notice = byId("filled", HTMLElement);
  empty(entry);
  markCauses(entry, values.versions);
  const names = [...fill(entry, values.captures)];
  notice.hidden = names.length === 0;
  byId("filled-values", HTMLElement).textContent = names.map((name) => `${name} = ${values.captures[name]}`).join(", ");
}

/** @param {HTMLElement} entry */
function reset(entry) {
  history.replaceState(history.state, "", location.pathname + location.search);
  empty(entry);
  markCauses(entry, {});
  byId("filled", HTMLElement).hidden = true;
  byId("main", HTMLElement).focus({ preventScroll: true });
}

/** Marks in the contents the section that is being read. */
function followReading() {
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of document.querySelectorAll("#toc a")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const section = document.getElementById(link.hash.slice(1))?.closest("section");
    if (section) links.set(section, link);
  }
  /** @type {Set<Element>} */
  const seen = new Set();
  const observer = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) seen.add(change.target);
      else seen.delete(change.target);
    }
    const first = [...links.keys()].find((section) => seen.has(section));
    if (!first) return;
    for (const [section, link] of links) {
      if (section === first) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const section of links.keys()) observer.observe(section);
}

const entry = byId("entry", HTMLElement);
byId("filled-reset", HTMLButtonElement).addEventListener("click", () => reset(entry));
addEventListener("hashchange", () => showValues(entry));
showValues(entry);
followReading();
