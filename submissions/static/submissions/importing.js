// A Word file fills the form in: its words go where they belong, what was typed before is
// never overwritten unasked, and one button brings back what stood here.

import { bytes } from "./photo-row.js";
import { Choices } from "./choices.js";

const FIELDS = ["kicker", "headline", "deck", "byline", "body", "contact_name",
  "contact_unit", "contact_phone", "contact_email"];

export class Importing {
  #id = "";
  #name = "";
  #handle = null;
  #before = null;

  constructor({ root, form, uploads, photos, address, words, write, onChange, onArrived }) {
    Object.assign(this, { root, form, uploads, photos, address, words, write, onChange, onArrived });
    this.panel = root.querySelector("[data-import-panel]");
    this.choices = new Choices({ root: this.#part("choices"), form, words, write });
    const chooser = this.#part("choose");
    chooser.addEventListener("click", () => this.uploads.load().catch(() => null));
    chooser.addEventListener("change", () => {
      if (chooser.files.length) this.take(chooser.files[0]);
      chooser.value = "";
    });
    this.#part("undo").addEventListener("click", () => this.#undo());
    this.#part("close").addEventListener("click", () => this.#close());
    this.#part("retry").addEventListener("click", () => this.again?.());
    form.addEventListener("input", (event) => unmark(event.target));
  }

  // Being sent up or read.
  get isBusy() {
    return Boolean(this.#id) || this.panel.dataset.state === "sending";
  }

  async take(file) {
    this.#handle?.stop();
    [this.#id, this.#name] = ["", file.name];
    this.choices.clear();
    this.#show("sending", this.words.wordSending.replace("{percent}", "0%"));
    this.#handle = await this.uploads.send(file, "document", {
      progress: (_id, sent, total) => this.#progress(sent, total),
      broken: () => this.#show("sending", navigator.onLine ? this.words.lineBroke : this.words.lineAway),
      arrived: (id) => this.#arrived(id, file.size),
      failed: (sentence, again) => this.#failed(sentence, again),
    });
  }

  // What the server says of the form's files.
  look(files) {
    const file = files.find(({ id }) => id === this.#id);
    if (!file) return;
    if (file.state === "ready") this.#read(file);
    else if (file.state === "damaged" || file.state === "refused") {
      this.#id = "";
      this.#failed(file.reason || this.words.wordUnreadable, null);
    }
  }

  #part(name) {
    return this.root.querySelector(`[data-import-${name}]`);
  }

  #show(state, sentence) {
    this.panel.hidden = false;
    this.panel.dataset.state = state;
    this.#part("name").textContent = this.#name;
    this.#part("said").textContent = sentence;
    this.#part("progress").hidden = state !== "sending" && state !== "reading";
    this.#part("retry").hidden = state !== "failed" || !this.again;
    this.#part("undo").hidden = state !== "filled";
    this.#part("close").hidden = state === "sending" || state === "reading";
    if (state !== "filled") this.#part("notes").replaceChildren();
  }

  #progress(sent, total) {
    this.#part("progress").value = sent / total;
    this.#show("sending", this.words.wordSending.replace("{percent}", `${Math.floor((sent / total) * 100)}%`));
  }

  #arrived(id, size) {
    this.#id = id;
    this.#handle = null;
    this.#part("progress").removeAttribute("value");
    this.#show("reading", this.words.wordReading.replace("{size}", bytes(size)));
    this.onArrived();
  }

  #failed(sentence, again) {
    this.again = again;
    this.#show("failed", sentence);
  }

  async #read({ id }) {
    this.#id = "";
    try {
      const answer = await fetch(`${this.address}${id}/story/`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      this.#fill(await answer.json());
    } catch {
      const again = () => {
        this.#id = id;
        this.#show("reading", this.words.wordReading.replace("{size}", ""));
        this.onArrived();
      };
      this.#failed(this.words.uploadBroken, again);
    }
  }

  #fill(story) {
    this.#before = { words: this.#words(), kind: this.form.elements.kind.value, photos: story.photos ?? [] };
    const said = FIELDS.filter((name) => story[name]?.trim());
    const free = said.filter((name) => !this.#value(name));
    const contested = said.filter((name) => this.#value(name) && this.#value(name) !== story[name].trim());
    for (const name of free) this.write(name, story[name]);
    this.#fillKind(story.kind);
    for (const name of story.unsure ?? []) if (free.includes(name)) mark(this.form, name, this.words.unsure);
    this.choices.offer(contested.map((name) => ({ name, mine: this.#value(name), theirs: story[name] })));
    const notes = [...(story.notes ?? [])];
    if (story.photos?.length) notes.unshift(this.words.wordPhotos.replace("{count}", story.photos.length));
    this.#part("notes").replaceChildren(
      ...notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })),
    );
    this.#show("filled", this.#summary(free, contested));
    this.panel.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
    this.onChange();
    this.onArrived();
  }

  #summary(free, contested) {
    if (contested.length) return this.words.wordContested.replace("{count}", contested.length);
    return free.length ? this.words.wordFilled : this.words.wordNothing;
  }

  // The kind stands on a default until somebody chooses; only a default gives way.
  #fillKind(kind) {
    const radio = kind && this.form.querySelector(`[name=kind][value="${CSS.escape(kind)}"]`);
    if (radio && !this.form.dataset.kindChosen) radio.checked = true;
  }

  #words() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.form.elements[name].value]));
  }

  #value(name) {
    return this.form.elements[name].value.trim();
  }

  #undo() {
    const { words, kind, photos } = this.#before;
    for (const [name, value] of Object.entries(words)) this.write(name, value);
    this.form.querySelector(`[name=kind][value="${CSS.escape(kind)}"]`)?.click();
    for (const row of this.photos.rows) {
      if (photos.includes(row.id)) this.photos.remove(row, { focus: false });
    }
    for (const field of this.form.querySelectorAll("[data-unsure]")) unmark(field);
    this.choices.clear();
    this.#show("undone", this.words.wordUndone);
    this.#part("notes").replaceChildren();
    this.onChange();
  }

  #close() {
    this.panel.hidden = true;
    this.choices.clear();
    this.#part("choose").focus();
  }
}

function mark(form, name, sentence) {
  const field = form.querySelector(`#field-${name}`);
  if (!field || field.hasAttribute("data-unsure")) return;
  field.setAttribute("data-unsure", "");
  const hint = Object.assign(document.createElement("p"), { className: "field-unsure", textContent: sentence });
  field.append(hint);
}

function unmark(target) {
  const field = target.closest?.("[data-unsure]");
  field?.removeAttribute("data-unsure");
  field?.querySelector(".field-unsure")?.remove();
}
