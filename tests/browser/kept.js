// Waits until the browser has kept this many files of the site.
async (count) => {
  for (;;) {
    for (const name of await caches.keys()) {
      const kept = await (await caches.open(name)).keys();
      if (kept.length >= count) return kept.length;
    }
    await new Promise((next) => setTimeout(next, 50));
  }
}
