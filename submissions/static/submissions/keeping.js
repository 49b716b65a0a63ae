// Nothing that was typed is lost: kept in this browser at once, on the server soon after,
// brought back when she returns, here or on another machine.

import { beat, findDraft, forget, HEARTBEAT, keepDraft } from "./drafts.js";
import { ServerDraft } from "./server-draft.js";
import { Versions } from "./versions.js";

const PAUSE = 400;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "key", "website", "consent", "photos", "altcha",
  "uploads", "upload_captions", "upload_credits"]);
const CHOSEN = new Set(["kind", "section"]);

export class Keeping {
  #pending = 0;
  #over = false;
  #other = null;
  #ours = {};

  constructor({ form, photos, words, address, part, isNew, show }) {
    Object.assign(this, { form, photos, words, part, show });
    this.key = form.elements.key;
    // What stands in a new form is ours: empty, or what we know of her. Nothing to keep.
    if (isNew) this.#ours = this.#fields();
    this.server = new ServerDraft({
      address: () => `${address}${this.key.value}/`,
      token: form.elements.csrfmiddlewaretoken.value,
      content: () => this.#content(),
      onSaved: (there) => this.#tell(there),
      onLater: (there) => this.#later(there),
      onRefused: (sentence) => this.#tell(false, sentence),
    });
    this.versions = new Versions({ root: part("versions"), words, onChoose: (side) => this.#choose(side) });
    part("start-over").addEventListener("click", () => this.startOver());
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#leave();
      else this.server.look();
    });
    setInterval(() => document.hidden || beat(this.key.value), HEARTBEAT);
  }

  changed() {
    if (this.#over) return;
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => this.save(), PAUSE);
    this.server.changed();
  }

  // Keep it in this browser now.
  save() {
    clearTimeout(this.#pending);
    this.#pending = 0;
    const fields = this.#fields();
    const photos = this.photos.content();
    if (!this.#hasContent(fields, photos)) return forget(this.key.value);
    const { revision } = this.server;
    this.isKept = keepDraft(this.key.value, { fields, photos, revision, other: this.#other });
    return this.#tell(!this.server.isAhead);
  }

  restore() {
    const draft = findDraft();
    if (!draft) return false;
    this.key.value = draft.key;
    this.server.begin({ revision: draft.revision ?? 0 });
    this.#write(draft.fields, draft.photos);
    if (draft.other) this.#later(draft.other, { quiet: true });
    const time = this.#time(draft.savedAt, { dateStyle: "medium", timeStyle: "short" });
    this.part("restored-words").textContent = this.words.restored.replace("{time}", time);
    this.part("restored").hidden = false;
    this.server.look();
    return true;
  }

  async startOver() {
    this.stop();
    forget(this.key.value);
    await this.server.throwAway();
    location.assign(this.form.getAttribute("action"));
  }

  // Nothing is kept any more, also not on leaving.
  stop() {
    this.#over = true;
    clearTimeout(this.#pending);
    this.server.stop();
  }

  #leave() {
    if (this.#over) return;
    if (this.#pending) this.save();
    this.server.leave();
  }

  #fields() {
    const entries = [...new FormData(this.form)];
    const words = entries.filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
    return Object.fromEntries(words);
  }

  #hasContent(fields, photos) {
    const typed = Object.entries(fields).filter(([name]) => !CHOSEN.has(name));
    return photos.length > 0 || typed.some(([name, value]) => value.trim() && value !== this.#ours[name]);
  }

  #content() {
    const words = this.#fields();
    const photos = this.photos.content();
    if (!this.#hasContent(words, photos)) return null;
    return { words, photos: photos.map(({ id, caption, credit }) => ({ id, caption, credit })) };
  }

  #write(fields, photos) {
    for (const field of this.form.elements) {
      if (!field.name || NOT_KEPT.has(field.name) || field.type === "file") continue;
      const value = fields[field.name] ?? "";
      if (field.type === "checkbox") field.checked = Boolean(value);
      else if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
    this.photos.restore(photos);
    this.show();
  }

  // Another machine has saved: both are kept, and she chooses.
  #later(there, { quiet = false } = {}) {
    this.#other = there;
    const side = quiet ? (there.side ?? "mine") : "";
    this.versions.offer({ time: this.#time(there.saved_at, { dateStyle: "medium", timeStyle: "short" }), side });
    if (!quiet) this.save();
    else this.server.begin({ revision: Math.max(there.revision, this.server.revision) });
  }

  #choose(side) {
    const { revision } = this.#other;
    const now = { ...this.#content(), saved_at: new Date().toISOString(), revision };
    if (side === "theirs") {
      this.#write(this.#other.words, this.#other.photos);
      this.#other = { ...now, side };
    } else if (this.#other.side === "theirs") {
      this.#write(this.#other.words, this.#other.photos); // back to mine
      this.#other = { ...now, side };
    } else this.#other.side = side;
    this.server.goOnFrom(Math.max(revision, this.server.revision));
    this.save();
  }

  #tell(there, sentence = "") {
    const time = this.#time(Date.now(), { timeStyle: "short" });
    const words = there ? this.words.savedBoth : this.isKept ? this.words.savedHere : this.words.notSaved;
    this.part("saved").textContent = sentence || words.replace("{time}", time);
    this.part("elsewhere-open").hidden = !this.server.resume && !there;
  }

  #time(when, style) {
    return new Intl.DateTimeFormat(document.documentElement.lang, style).format(new Date(when));
  }
}
