// A copy button on every block of program text.

import { element, icon } from "./element.js";

/**
 * What the block says, with holes that nobody filled written as `<name>`.
 * @param {HTMLElement} block
 */
export function plainText(block) {
  const copy = /** @type {HTMLElement} */ (block.cloneNode(true));
  for (const hole of copy.querySelectorAll("var[data-capture]:not([data-filled])")) {
    hole.textContent = `<${hole.textContent}>`;
  }
  return copy.textContent ?? "";
}

/** @param {HTMLElement} block */
function copyButton(block) {
  const word = element("span", {}, "Copy");
  const button = element("button", { class: "copy-button", type: "button" }, icon("copy"), word);
  const status = element("span", { class: "visually-hidden", role: "status" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(plainText(block));
      word.textContent = "Copied";
    } catch {
      // Without permission the reader can still press the keys.
      getSelection()?.selectAllChildren(block);
      word.textContent = "Selected";
    }
    status.textContent = word.textContent;
    setTimeout(() => {
      word.textContent = "Copy";
      status.textContent = "";
    }, 2000);
  });
  return [button, status];
}

/** @param {ParentNode} root */
export function addCopyButtons(root) {
  for (const block of root.querySelectorAll("pre.code, .prose pre")) {
    if (!(block instanceof HTMLElement) || block.closest(".copyable")) continue;
    block.tabIndex = 0;
    const caption = block.closest("figure")?.querySelector("figcaption");
    if (caption) {
      caption.append(...copyButton(block));
      continue;
    }
    const frame = element("div", { class: "copyable" });
    block.replaceWith(frame);
    frame.append(block, ...copyButton(block));
  }
}
