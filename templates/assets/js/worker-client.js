// Asking a worker: one promise a request, and only the newest question answered.

/** What a question that was overtaken by a newer one resolves to. */
export const STALE = Symbol("stale");

/** @typedef {{id: number, value: unknown} | {id: number, error: string} | {progress: string}} Message */

/** A module worker that is started when it is first asked. */
export class WorkerClient {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #open = new Map();
  #next = 1;
  #url;
  #setup;
  #onProgress;

  /**
   * @param {string} url
   * @param {Record<string, string>} setup sent once, before the first question
   * @param {(text: string) => void} [onProgress]
   */
  constructor(url, setup, onProgress = () => {}) {
    this.#url = url;
    this.#setup = setup;
    this.#onProgress = onProgress;
  }

  /**
   * @param {Record<string, unknown>} question
   * @returns {Promise<any>}
   */
  ask(question) {
    const worker = this.#start();
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      worker.postMessage({ id, ...question });
    });
  }

  #start() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#url, { type: "module" });
    worker.addEventListener("message", (event) => this.#receive(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(event.message || "The browser could not start the worker.");
    });
    worker.postMessage({ setup: this.#setup });
    this.#worker = worker;
    return worker;
  }

  /** @param {Message} message */
  #receive(message) {
    if ("progress" in message) {
      this.#onProgress(message.progress);
      return;
    }
    const waiting = this.#open.get(message.id);
    this.#open.delete(message.id);
    if ("error" in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message.value);
  }

  /**
   * The worker is lost: everybody who waits hears of it, and the next question starts another.
   * @param {string} reason
   */
  #fail(reason) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#open.values()) reject(new Error(reason));
    this.#open.clear();
  }
}

/**
 * Lets one question through at a time and keeps only the newest of those that wait.
 * @template Question, Answer
 * @param {(question: Question) => Promise<Answer>} ask
 * @returns {(question: Question) => Promise<Answer | typeof STALE>}
 */
export function newestOnly(ask) {
  /** @typedef {{question: Question, resolve: (answer: Answer | typeof STALE) => void, reject: (error: unknown) => void}} Turn */
  let busy = false;
  /** @type {Turn | null} */
  let waiting = null;

  /** @param {Turn} turn */
  const run = async ({ question, resolve, reject }) => {
    busy = true;
    try {
      const answer = await ask(question);
      resolve(waiting ? STALE : answer);
    } catch (error) {
      if (waiting) resolve(STALE);
      else reject(error);
    }
    busy = false;
    const next = waiting;
    waiting = null;
    if (next) void run(next);
  };

  return (question) => new Promise((resolve, reject) => {
    const turn = { question, resolve, reject };
    if (!busy) {
      void run(turn);
    } else {
      waiting?.resolve(STALE);
      waiting = turn;
    }
  });
}
