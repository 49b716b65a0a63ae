// Asks the server how the files of this form fare: often while something is on its way
// or being looked at, now and then while a telephone may send, else not at all.

const SOONEST = 1000;
const LATEST = 8000;
const TELEPHONE = 4000;
const SLOWER = 1.3;

export class Looking {
  #timer = 0;
  #pause = SOONEST;
  #asking = false;

  constructor({ address, key, onFiles, isBusy, isOpen }) {
    Object.assign(this, { address, key, onFiles, isBusy, isOpen });
    document.addEventListener("visibilitychange", () => this.#plan());
  }

  // Something changed: ask soon.
  wake(after = SOONEST) {
    this.#pause = SOONEST;
    clearTimeout(this.#timer);
    if (!document.hidden) this.#timer = setTimeout(() => this.#ask(), after);
  }

  async #ask() {
    if (this.#asking) return;
    this.#asking = true;
    const files = await this.#files().catch(() => null); // no line just now; the next time
    this.#asking = false;
    this.#plan();
    if (files) this.onFiles(files);
  }

  async #files() {
    const answer = await fetch(`${this.address}?form=${this.key()}`, { cache: "no-store" });
    return answer.ok ? (await answer.json()).files : null;
  }

  #plan() {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    const pause = this.isBusy() ? this.#pause : this.isOpen() ? TELEPHONE : 0;
    this.#pause = Math.min(LATEST, this.#pause * SLOWER);
    if (pause) this.#timer = setTimeout(() => this.#ask(), pause);
  }
}
