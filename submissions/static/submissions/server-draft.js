// The piece is kept on the server too, two seconds after the last change and every five
// at most; a later version from another machine is shown, never overwritten.

const AFTER = 2000;
const EVERY = 5000;
const AGAIN = 15000;
const LOOK_EVERY = 10000;

export class ServerDraft {
  revision = 0;
  resume = "";
  savedAt = null;
  #timer = 0;
  #lastTry = 0;
  #lastLook = 0;
  #sent = "";
  #saving = null;
  #stopped = false;

  constructor({ address, token, content, onSaved, onLater, onRefused }) {
    Object.assign(this, { address, token, content, onSaved, onLater, onRefused });
  }

  // What the page was opened with is what the server has.
  begin({ revision = 0, resume = "" }) {
    Object.assign(this, { revision, resume });
  }

  get isAhead() {
    return !this.#stopped && this.#text() !== this.#sent;
  }

  changed() {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const wait = Math.max(AFTER, this.#lastTry + EVERY - Date.now());
    this.#timer = setTimeout(() => this.save(), wait);
  }

  // Saves now; resolves to whether the server has it.
  async save() {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.#stopped) return false;
    const text = this.#text();
    if (!text || text === this.#sent) return Boolean(this.resume);
    this.#lastTry = Date.now();
    this.#saving = this.#put(text);
    return this.#saving;
  }

  // The page goes away: the browser sends it after that, if it is small enough.
  leave() {
    const text = this.#text();
    if (this.#stopped || !text || text === this.#sent) return;
    try {
      fetch(this.address(), { ...this.#request(text), keepalive: true }).catch(() => null);
    } catch {
      // more than the browser sends on leaving: this browser has it anyway
    }
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  // She chose between two versions: the next saving goes on from the server's.
  goOnFrom(revision) {
    this.revision = revision;
    this.#stopped = false;
    this.#sent = "";
    this.changed();
  }

  // Has another machine saved since? What is there already need not go again.
  async look() {
    if (!this.revision || this.#stopped || Date.now() - this.#lastLook < LOOK_EVERY) return;
    this.#lastLook = Date.now();
    const there = await this.#there().catch(() => null); // no line; the next saving tells
    if (!there || this.#stopped) return;
    if (there.revision > this.revision) this.#later(there);
    else if (says(there.words) === says(this.content()?.words)) this.#saved(this.#text(), there);
    else this.changed();
  }

  async #there() {
    const answer = await fetch(this.address(), { cache: "no-store" });
    return answer.ok ? answer.json() : null;
  }

  async throwAway() {
    this.stop();
    if (!this.revision) return;
    const headers = { "X-CSRFToken": this.token };
    await fetch(this.address(), { method: "DELETE", headers, keepalive: true }).catch(() => null);
  }

  #text() {
    const content = this.content();
    return content && JSON.stringify(content);
  }

  #request(text) {
    const body = `{"revision":${this.revision},${text.slice(1)}`;
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    return { method: "PUT", headers, body };
  }

  async #put(text) {
    try {
      const answer = await fetch(this.address(), this.#request(text));
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) return this.#saved(text, said);
      if (answer.status === 409 && said.revision !== undefined) this.#later(said);
      else if (answer.status < 500 && answer.status !== 429) this.#refused(said.error ?? "");
      else this.#tryLater();
    } catch {
      this.#tryLater();
    }
    return false;
  }

  #saved(text, { revision, resume, saved_at: savedAt }) {
    Object.assign(this, { revision, resume, savedAt });
    this.#sent = text;
    this.onSaved(true);
    return true;
  }

  #tryLater() {
    this.onSaved(false);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), AGAIN);
  }

  #later(there) {
    if (says(there.words) === says(this.content()?.words)) return this.goOnFrom(there.revision);
    this.stop();
    return this.onLater(there);
  }

  #refused(sentence) {
    this.stop();
    this.onRefused(sentence);
  }
}

// The same words are no other version, whoever saved them.
function says(words = {}) {
  const said = Object.entries(words).filter(([, value]) => value?.trim());
  return JSON.stringify(said.sort(([one], [other]) => (one < other ? -1 : 1)));
}
