// The form's proof of work, found by ALTCHA's solver in worker threads: begun when she
// begins to write, made anew when it has grown old. It never asks her for anything.

const FRESH = 15 * 60 * 1000; // a challenge lasts twenty minutes
const WORKERS = 4;

export class Proof {
  #solvedAt = 0;
  #finding = null;

  constructor({ field, address }) {
    Object.assign(this, { field, address });
  }

  get isFresh() {
    return Boolean(this.field.value) && Date.now() - this.#solvedAt < FRESH;
  }

  // Resolves when there is a fresh solution, or when there can be none: browsers do it
  // over a secure connection only. A code by mail takes its place then.
  ready() {
    if (!this.address || this.isFresh || !globalThis.isSecureContext) return Promise.resolve();
    this.#finding ??= this.#find()
      .catch(() => null)
      .finally(() => (this.#finding = null));
    return this.#finding;
  }

  async #find() {
    const { solveChallengeWorkers } = await import("../vendor/altcha.js");
    const challenge = await (await fetch(this.address, { cache: "no-store" })).json();
    const worker = new URL("../vendor/altcha-worker.js", import.meta.url);
    const solution = await solveChallengeWorkers({
      challenge,
      concurrency: Math.min(WORKERS, navigator.hardwareConcurrency || 1),
      counterMode: "uint32",
      createWorker: () => new Worker(worker),
    });
    if (!solution) return;
    this.field.value = btoa(JSON.stringify({ challenge, solution }));
    this.#solvedAt = Date.now();
  }
}
