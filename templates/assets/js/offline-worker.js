// Keeps the site for use without a connection. This is the site's service worker, `sw.js`: the
// generator puts a line in front that says what the site consists of, so each version of the site
// is another worker, with a cache of its own.
//
// A worker only answers from its own cache, and takes over only when no page of an older version is
// open: nobody gets half an update.

/**
 * `core` is fetched as a whole before the worker is ready; `rest` one by one later, each with the
 * beginning of its SHA-256 in hexadecimal, because the site may have been replaced meanwhile.
 * @typedef {{version: string, core: string[], rest: [path: string, hash: string][]}} SiteFiles
 */

/**
 * The part of a service worker's scope that is used here: its types and a page's cannot be loaded
 * together.
 * @typedef {object} WorkerScope
 * @property {SiteFiles} site
 * @property {{scope: string}} registration
 * @property {{claim(): Promise<void>}} clients
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 */
const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));
const { version, core, rest } = worker.site;
// Other sites on the same origin have caches too.
const FAMILY = `faultbook ${worker.registration.scope} `;
const NAME = FAMILY + version;

worker.addEventListener("install", (event) => event.waitUntil(keepCore()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (event) => {
  if (event.data === "keep-the-rest") event.waitUntil(keepRest());
});
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(worker.registration.scope)) event.respondWith(answer(event.request));
});

async function keepCore() {
  const cache = await caches.open(NAME);
  // The browser's own cache may still hold pages of the version before.
  await cache.addAll(core.map((path) => new Request(path, { cache: "no-cache" })));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(FAMILY) && name !== NAME) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function keepRest() {
  const cache = await caches.open(NAME);
  for (const [path, hash] of rest) {
    if (await cache.match(path)) continue;
    const response = await fetch(path, { cache: "no-cache" });
    if (response.ok && (await hashOf(response.clone())).startsWith(hash)) await cache.put(path, response);
  }
}

/** @param {Response} response */
async function hashOf(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
