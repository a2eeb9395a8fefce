// `/` and Ctrl-K (Command-K) go to the box, from any page.

/** @param {EventTarget | null} target */
function takesText(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** @param {KeyboardEvent} event */
function asksForBox(event) {
  if (event.altKey || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey) return !event.shiftKey && event.key.toLowerCase() === "k";
  return event.key === "/" && !takesText(event.target);
}

/** @param {HTMLAnchorElement} link the header's link to the box */
export function boxShortcuts(link) {
  /** @returns {boolean} whether this page has the box itself */
  const focusBox = () => {
    const box = document.getElementById("ask");
    if (!(box instanceof HTMLTextAreaElement)) return false;
    box.focus();
    box.select();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (!asksForBox(event)) return;
    event.preventDefault();
    if (!focusBox()) location.assign(link.href);
  });
  link.addEventListener("click", (event) => {
    if (focusBox()) event.preventDefault();
  });
}
