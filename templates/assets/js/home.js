// The home page: what stands in the box becomes a diagnosis or a search.

/** @import { DiagnosisReply, SearchReply } from "./contract.js" */
/** @import { Kind } from "./decide.js" */
import { AskBox } from "./ask-box.js";
import { kindOf } from "./decide.js";
import { showDiagnosis } from "./diagnosis-panel.js";
import { byId, element } from "./element.js";
import { offerDiagnosis, showHits, walkHits } from "./search-panel.js";
import { STALE, WorkerClient, newestOnly } from "./worker-client.js";

const PAUSE = { diagnosis: 180, search: 90 };
const MOST_HITS = 20;

const form = byId("ask-form", HTMLFormElement);
const page = byId("home", HTMLElement);
/** Holds the answer, and only that. */
const body = byId("answer", HTMLElement);
const status = byId("answer-status", HTMLElement);
const modeText = byId("ask-mode-text", HTMLElement);
const modeSwitch = byId("ask-mode-switch", HTMLButtonElement);
const submit = byId("ask-submit", HTMLButtonElement);

const { base = "/", contribute = "", entryCount = "0", matcherJs = "", matcherWasm = "", knowledge = "", searchJs = "", searchWasm = "", index = "" } = form.dataset;
const matcher = new WorkerClient(form.dataset.diagnosisWorker ?? "", { matcherJs, matcherWasm, knowledge });
const searcher = new WorkerClient(form.dataset.searchWorker ?? "", { searchJs, searchWasm, index }, (loaded) => {
  if (page.dataset.state === "search-loading") status.textContent = `Loading the search, ${loaded}…`;
});

/** @type {(question: {text: string, file: File | null}) => Promise<DiagnosisReply | typeof STALE>} */
const diagnose = newestOnly(({ text, file }) => matcher.ask({ kind: "diagnose", text, file }));
/** @type {(query: string) => Promise<SearchReply | typeof STALE>} */
const search = newestOnly((query) => searcher.ask({ kind: "search", query, limit: MOST_HITS }));

/** What the visitor chose against the rule; forgotten when the box is emptied. @type {Kind | null} */
let chosen = null;
let turn = 0;
let timer = 0;
/** Whether the answer should take the focus, because it was asked for by key or button. */
let takeFocus = false;

const box = new AskBox(() => schedule());

/** @returns {Kind} */
function kind() {
  const { text, file } = box.content;
  if (file || box.text.hidden) return "diagnosis";
  return chosen ?? kindOf(text);
}

function schedule() {
  turn += 1;
  clearTimeout(timer);
  if (box.isEmpty) {
    chosen = null;
    nothing();
    return;
  }
  showMode();
  timer = setTimeout(run, PAUSE[kind()]);
}

function nothing() {
  takeFocus = false;
  showAnswer(false);
  body.replaceChildren();
  status.textContent = "";
  modeText.textContent = "";
  modeSwitch.hidden = true;
  submit.textContent = "Diagnose";
  address(null);
}

function showMode() {
  const diagnosing = kind() === "diagnosis";
  modeText.textContent = diagnosing ? "Read as an error." : "Read as a search.";
  modeSwitch.textContent = diagnosing ? "Search for this instead" : "Diagnose this as an error";
  modeSwitch.hidden = box.text.hidden;
  submit.textContent = diagnosing ? "Diagnose" : "Search";
}

/** Only a search stands in the address; what was pasted never does. @param {string | null} query */
function address(query) {
  const parameters = query === null ? "" : `?${new URLSearchParams({ q: query })}`;
  history.replaceState(history.state, "", location.pathname + parameters);
}

/** @param {boolean} visible */
function showAnswer(visible) {
  body.hidden = !visible;
  page.classList.toggle("is-answering", visible);
}

async function run() {
  const mine = turn;
  const current = () => mine === turn;
  const kindNow = kind();
  const { text } = box.content;
  address(kindNow === "search" ? text.trim() : null);
  const slow = setTimeout(() => {
    if (current()) loading(kindNow);
  }, 250);
  try {
    const sentence = kindNow === "diagnosis" ? await showNewDiagnosis(current) : await showNewHits(text.trim(), current);
    if (sentence !== null) answered(kindNow, sentence);
  } catch (error) {
    if (current()) failed(kindNow, error);
  } finally {
    clearTimeout(slow);
  }
}

/** @param {() => boolean} current */
async function showNewDiagnosis(current) {
  const content = box.content;
  const reply = await diagnose(content);
  if (reply === STALE || !current()) return null;
  showAnswer(true);
  return showDiagnosis(body, reply, {
    base,
    contribute,
    entryCount: Number(entryCount),
    text: content.text,
    search: searchFor,
    askLines: (from, to, evidence) => matcher.ask({ kind: "lines", from, to, evidence }),
  });
}

/** @param {string} query @param {() => boolean} current */
async function showNewHits(query, current) {
  const reply = await search(query);
  if (reply === STALE || !current()) return null;
  showAnswer(true);
  void recognise(query, current);
  return showHits(body, reply, base);
}

/** A message may be as short as a search: when the words are one, says so. @param {string} query @param {() => boolean} current */
async function recognise(query, current) {
  if (!/\s/.test(query)) return;
  // Only an offer: when the matcher is not to be had, the search still stands.
  const reply = await diagnose({ text: query, file: null }).catch(() => null);
  if (reply === null || reply === STALE || !current()) return;
  const match = reply.diagnosis.matches[0];
  if (match) offerDiagnosis(body, match.title, () => switchTo("diagnosis"));
}

/** @param {Kind} kindNow */
function loading(kindNow) {
  showAnswer(true);
  page.dataset.state = `${kindNow}-loading`;
  status.textContent = kindNow === "diagnosis" ? "Reading your text…" : "Loading the search…";
}

/** @param {Kind} kindNow @param {string} sentence */
function answered(kindNow, sentence) {
  page.dataset.state = kindNow;
  status.textContent = sentence;
  const target = kindNow === "search" ? body.querySelector(".hits a") : document.getElementById("answer-title");
  if (takeFocus && target instanceof HTMLElement) target.focus();
  takeFocus = false;
}

/** @param {Kind} kindNow @param {unknown} error */
function failed(kindNow, error) {
  showAnswer(true);
  page.dataset.state = "failed";
  const what = kindNow === "diagnosis" ? "The diagnosis" : "The search";
  status.textContent = `${what} could not run.`;
  const again = element("button", { class: "button", type: "button", onclick: () => void run() }, "Try again");
  body.replaceChildren(
    element("p", { class: "match-why" }, "Your text is still in the box. Often the connection broke while a file was loading; very old browsers lack WebAssembly. Try again, or look through the list of all errors."),
    element("p", { class: "match-actions" }, again, element("a", { class: "button button-quiet", href: `${base}all/` }, "All errors")),
    element("details", {}, element("summary", {}, "What the browser said"), element("p", {}, element("code", {}, error instanceof Error ? error.message : String(error)))));
}

/** @param {string} query */
function searchFor(query) {
  chosen = "search";
  box.set(query);
}

/** @param {Kind} other */
function switchTo(other) {
  chosen = other;
  schedule();
}

function runNow() {
  if (box.isEmpty) {
    box.text.focus();
    return;
  }
  clearTimeout(timer);
  takeFocus = true;
  turn += 1;
  void run();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  runNow();
});
box.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  // Enter sends words; in a log it is a line break, and Ctrl-Enter sends.
  const sends = event.ctrlKey || event.metaKey || (kind() === "search" && !event.shiftKey && !box.isEmpty);
  if (!sends) return;
  event.preventDefault();
  runNow();
});
modeSwitch.addEventListener("click", () => switchTo(kind() === "diagnosis" ? "search" : "diagnosis"));
for (const example of document.querySelectorAll(".example")) {
  example.addEventListener("click", () => {
    chosen = null;
    box.set(example.getAttribute("data-text") ?? "");
  });
}
walkHits(box.text, body);

const query = new URLSearchParams(location.search).get("q");
if (query) searchFor(query);
// A browser may put back what stood in the box when the visitor returns.
addEventListener("pageshow", () => {
  if (!box.isEmpty && body.hidden) schedule();
});

const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1500));
// The first diagnosis should not wait for a download; a failure is told when somebody asks.
whenIdle(() => void matcher.ask({ kind: "warm" }).catch(() => {}));
