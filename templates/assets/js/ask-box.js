// The box: what stands in it, be it typed text, a paste too long to show, or a file.

import { byId } from "./element.js";

/** A longer paste is held beside the box: laying out megabytes in a text field freezes the page. */
const HELD_FROM = 200_000;

/** Whether the field grows with its text by style alone. */
const GROWS = CSS.supports("field-sizing", "content");

/** @typedef {{text: string, file: File | null}} Content `text` is empty for a file */

/** @param {number} bytes */
function size(bytes) {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000)).toLocaleString("en")} kB`;
  return `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}

export class AskBox {
  text = byId("ask", HTMLTextAreaElement);
  #attachment = byId("ask-attachment", HTMLElement);
  #file = byId("ask-file", HTMLInputElement);
  #clear = byId("ask-clear", HTMLButtonElement);
  /** @type {Content | null} */
  #held = null;
  #changed;

  /** @param {() => void} changed called whenever the content is another */
  constructor(changed) {
    this.#changed = changed;
    this.text.addEventListener("input", () => this.#update());
    this.text.addEventListener("paste", (event) => this.#paste(event));
    byId("ask-attachment-remove", HTMLButtonElement).addEventListener("click", () => this.set(""));
    this.#clear.addEventListener("click", () => this.set(""));
    byId("ask-open", HTMLButtonElement).addEventListener("click", () => this.#file.click());
    this.#file.addEventListener("change", () => this.#hold(this.#file.files?.[0]));
    this.#acceptDrops(/** @type {HTMLElement} */ (this.text.parentElement));
  }

  /** @returns {Content} */
  get content() {
    return this.#held ?? { text: this.text.value, file: null };
  }

  get isEmpty() {
    return !this.#held && this.text.value.trim() === "";
  }

  /**
   * Replaces what stands in the box, and puts the cursor there.
   * @param {string} text
   */
  set(text) {
    this.#held = null;
    this.#file.value = "";
    this.text.value = text;
    this.#update();
    this.text.focus();
  }

  #update() {
    if (!GROWS) {
      this.text.style.blockSize = "auto";
      this.text.style.blockSize = `${this.text.scrollHeight}px`;
    }
    this.#attachment.hidden = this.#held === null;
    this.text.hidden = this.#held !== null;
    this.#clear.hidden = this.#held !== null || this.text.value === "";
    this.#changed();
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length < HELD_FROM) return;
    event.preventDefault();
    this.#show({ text, file: null }, "Your pasted text", text.length);
  }

  /** @param {File | undefined} file */
  #hold(file) {
    if (file) this.#show({ text: "", file }, file.name, file.size);
  }

  /**
   * @param {Content} content
   * @param {string} name
   * @param {number} bytes
   */
  #show(content, name, bytes) {
    this.#held = content;
    byId("ask-attachment-name", HTMLElement).textContent = name;
    byId("ask-attachment-size", HTMLElement).textContent = `${size(bytes)}, read here in your browser`;
    this.#update();
    byId("ask-attachment-remove", HTMLButtonElement).focus();
  }

  /** @param {HTMLElement} target */
  #acceptDrops(target) {
    target.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      target.classList.add("is-target");
    });
    target.addEventListener("dragleave", () => target.classList.remove("is-target"));
    target.addEventListener("drop", (event) => {
      target.classList.remove("is-target");
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      this.#hold(file);
    });
  }
}
