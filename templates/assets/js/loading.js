// Loading a wasm module and its data inside a worker.

/**
 * Fetches a file and tells how much of it has come.
 * @param {string} url
 * @param {(bytes: number) => void} [onBytes]
 * @returns {Promise<Uint8Array>}
 */
export async function bytesOf(url, onBytes = () => {}) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} could not be loaded (${response.status}).`);
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    onBytes(length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/**
 * Answers the questions of a page with a module that is loaded once. After a failure to load, the next
 * question tries again.
 * @template Loaded
 * @param {(setup: Record<string, string>) => Promise<Loaded>} load
 * @param {(loaded: Loaded, question: any) => unknown} answer
 */
export function serve(load, answer) {
  /** @type {Record<string, string>} */
  let setup = {};
  /** @type {Promise<Loaded> | null} */
  let loading = null;
  self.addEventListener("message", async (event) => {
    if (event.data.setup) {
      setup = event.data.setup;
      return;
    }
    const { id } = event.data;
    try {
      loading ??= load(setup);
      const loaded = await loading.catch((error) => {
        loading = null;
        throw error;
      });
      self.postMessage({ id, value: await answer(loaded, event.data) });
    } catch (error) {
      self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}

/**
 * An address from the page as an absolute one, because a worker resolves against its own file.
 * @param {string | undefined} address
 */
export function absolute(address) {
  return new URL(address ?? "", self.location.origin).href;
}
