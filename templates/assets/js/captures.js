// The visitor's own values: from a diagnosis into an address, and from the address into a page.
// They travel in the fragment, which browsers never send to a server.

/** @typedef {{captures: Record<string, string>, versions: Record<string, string>}} Values */

const MARK = "#c:";
const VERSION = "@";
const LONGEST = 200;

/** A link is made to be passed on, so what may be a secret stays out of it. */
const SECRET_NAME = /key|token|secret|password|credential|hash/i;
const SECRET_VALUE = /^(?:sk-|Bearer\b)|^[A-Za-z0-9+=]{32,}$/;

/**
 * `#c:model=grp&seconds=7&@litellm=1.90.0` (the `@` percent-encoded); empty when there is nothing to say.
 * @param {Values} values
 */
export function toFragment({ captures, versions }) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(captures)) {
    const secret = SECRET_NAME.test(name) || SECRET_VALUE.test(value);
    if (!secret && value.length <= LONGEST) parameters.set(name, value);
  }
  for (const [name, value] of Object.entries(versions)) parameters.set(VERSION + name, value);
  const text = parameters.toString();
  return text === "" ? "" : MARK + text;
}

/**
 * @param {string} fragment with its `#`
 * @returns {Values | null} null when the fragment is something else
 */
export function fromFragment(fragment) {
  if (!fragment.startsWith(MARK)) return null;
  /** @type {Values} */
  const values = { captures: {}, versions: {} };
  for (const [name, value] of new URLSearchParams(fragment.slice(MARK.length))) {
    if (name.startsWith(VERSION)) values.versions[name.slice(VERSION.length)] = value;
    else values.captures[name] = value;
  }
  return values;
}

/**
 * Writes values into the holes below `root`, as text. Returns the names that found a hole.
 * @param {ParentNode} root
 * @param {Record<string, string>} captures
 */
export function fill(root, captures) {
  /** @type {Set<string>} */
  const filled = new Set();
  for (const hole of root.querySelectorAll("var[data-capture]")) {
    const name = hole.getAttribute("data-capture") ?? "";
    const value = Object.hasOwn(captures, name) ? captures[name] : undefined;
    if (value === undefined) continue;
    hole.textContent = value;
    hole.setAttribute("data-filled", "");
    filled.add(name);
  }
  return filled;
}

/** @param {ParentNode} root */
export function empty(root) {
  for (const hole of root.querySelectorAll("var[data-filled]")) {
    hole.textContent = hole.getAttribute("data-capture");
    hole.removeAttribute("data-filled");
  }
}
