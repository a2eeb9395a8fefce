// Asks the browser to keep the site for use without a connection.

/** @typedef {{saveData?: boolean}} Connection */

/**
 * @param {string | undefined} script the service worker's address; without one the site is only looked
 *   at while it is written, and nothing is kept
 */
export async function keepOffline(script) {
  if (!script || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(script);
    const { active } = await navigator.serviceWorker.ready;
    const { connection } = /** @type {{connection?: Connection}} */ (navigator);
    // What a visitor has not asked for is fetched only where bytes are cheap.
    if (!connection?.saveData) active?.postMessage("keep-the-rest");
  } catch {
    // A browser may forbid it, in a private window for instance. The site works without.
  }
}
