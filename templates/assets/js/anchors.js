// A link on each heading that has an id. For the pointer only: with keys and screen readers the
// contents beside the text lead to the same places without a stop at every heading.

import { element } from "./element.js";

/** @param {ParentNode} root */
export function addAnchors(root) {
  for (const heading of root.querySelectorAll(".prose > :is(h2, h3)[id], .entry-section > h2[id], .group h2[id]")) {
    heading.append(element("a", { class: "anchor", href: `#${heading.id}`, tabindex: "-1", "aria-hidden": "true" }, "#"));
  }
}
