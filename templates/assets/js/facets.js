// Narrows the list of all errors. What is chosen stands in the address, so it can be linked.

import { byId } from "./element.js";

const form = byId("facets", HTMLFormElement);
const list = byId("facet-list", HTMLElement);
const count = byId("facet-count", HTMLElement);
const none = byId("facet-none", HTMLElement);
const clear = byId("facet-clear", HTMLButtonElement);

const rows = [...list.querySelectorAll(":scope > li")].map((row) => ({
  row: /** @type {HTMLElement} */ (row),
  text: (row.textContent ?? "").toLowerCase(),
}));

/** The fields that have a value, by name. */
function chosen() {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim() !== "") values.set(name, value.trim());
  }
  return values;
}

/**
 * @param {{row: HTMLElement, text: string}} candidate
 * @param {Map<string, string>} values
 */
function fits({ row, text }, values) {
  for (const [name, value] of values) {
    if (name === "words") {
      if (!value.toLowerCase().split(/\s+/).every((word) => text.includes(word))) return false;
    } else if (row.dataset[name] !== value) {
      return false;
    }
  }
  return true;
}

function narrow() {
  const values = chosen();
  let shown = 0;
  for (const candidate of rows) {
    const visible = fits(candidate, values);
    candidate.row.hidden = !visible;
    if (visible) shown += 1;
  }
  const all = rows.length === 1 ? "1 error" : `${rows.length} errors`;
  count.textContent = values.size === 0 ? all : `${shown} of ${all}`;
  none.hidden = shown > 0;
  list.hidden = shown === 0;
  clear.hidden = values.size === 0;
  const query = new URLSearchParams([...values]).toString();
  history.replaceState(history.state, "", query === "" ? location.pathname : `?${query}`);
}

function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      field.value = query.get(field.name) ?? "";
      // A value that no option has leaves a select empty; "any" is what that means.
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
    }
  }
  narrow();
}

form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
clear.addEventListener("click", () => {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = "";
  }
  narrow();
  byId("facet-words", HTMLInputElement).focus();
});
readAddress();
