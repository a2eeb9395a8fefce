// The button that goes through the themes: as the system, light, dark.

import { icon } from "./element.js";

/** @typedef {"system" | "light" | "dark"} Theme */

/** @type {Theme[]} */
const ORDER = ["system", "light", "dark"];

/** @type {Record<Theme, string>} */
const WORDS = { system: "as the system", light: "light", dark: "dark" };

/** @returns {Theme} */
function current() {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** @param {Theme} theme */
function apply(theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
  }
}

/** @param {HTMLButtonElement} button */
function show(button) {
  const theme = current();
  const words = `Theme: ${WORDS[theme]}`;
  button.title = words;
  const label = document.createElement("span");
  label.className = "visually-hidden";
  label.textContent = words;
  button.replaceChildren(icon(theme), label);
}

/** @param {HTMLButtonElement} button */
export function themeButton(button) {
  show(button);
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length] ?? "system";
    apply(next);
    show(button);
  });
}
