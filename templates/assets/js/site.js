// What every page does.

import { addAnchors } from "./anchors.js";
import { byId } from "./element.js";
import { addCopyButtons } from "./copy.js";
import { keepOffline } from "./offline.js";
import { boxShortcuts } from "./shortcuts.js";
import { themeButton } from "./theme.js";

themeButton(byId("theme-toggle", HTMLButtonElement));
boxShortcuts(byId("search-link", HTMLAnchorElement));
const main = byId("main", HTMLElement);
addCopyButtons(main);
addAnchors(main);
addEventListener("load", () => keepOffline(document.documentElement.dataset.offline));
