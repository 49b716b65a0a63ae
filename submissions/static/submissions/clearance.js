// The stamped page of the sending unit: a photograph or a PDF, sent up beside the piece.

import { bytes } from "./photo-row.js";
import { TUS } from "./uploads.js";

export class Clearance {
  #handle = null;

  constructor({ root, field, uploads, address, words, onChange }) {
    Object.assign(this, { root, field, uploads, address, words, onChange });
    const chooser = this.#part("choose");
    chooser.addEventListener("click", () => this.uploads.load().catch(() => null));
    chooser.addEventListener("change", () => {
      if (chooser.files.length) this.#send(chooser.files[0]);
      chooser.value = "";
    });
    this.#part("remove").addEventListener("click", () => this.#remove());
    this.#part("retry").addEventListener("click", () => this.again?.());
    if (field.value) this.#show("arrived", this.words.pageHere, "");
  }

  get isMoving() {
    return this.root.dataset.state === "sending";
  }

  get failed() {
    return this.root.dataset.state === "failed";
  }

  // What a draft, or the server, knows of it.
  restore() {
    if (this.field.value) this.#show("arrived", this.words.pageHere, "");
    else if (!this.isMoving) this.#show("", "", "");
  }

  look(files) {
    const file = files.find(({ id }) => id === this.field.value);
    if (!file) return;
    if (file.state === "refused") this.#failed(file.reason, null);
    else this.#show("arrived", `${this.words.pageHere} ${bytes(file.size)}`, file.name);
  }

  #part(name) {
    return this.root.querySelector(`[data-clearance-${name}]`);
  }

  #show(state, sentence, name) {
    this.root.dataset.state = state;
    this.#part("row").hidden = !state;
    this.#part("picker").hidden = Boolean(state);
    this.#part("said").textContent = sentence;
    if (name) this.#part("name").textContent = name;
    this.#part("progress").hidden = state !== "sending";
    this.#part("retry").hidden = state !== "failed" || !this.again;
    this.onChange();
  }

  async #send(file) {
    this.#show("sending", "", file.name);
    this.#handle = await this.uploads.send(file, "clearance", {
      progress: (_id, sent, total) => {
        this.#part("progress").value = sent / total;
        this.#show("sending", `${Math.floor((sent / total) * 100)}%`, file.name);
      },
      broken: () => this.#show("sending", this.words.lineBroke, file.name),
      arrived: (id) => {
        this.field.value = id;
        this.#handle = null;
        this.#show("arrived", `${this.words.pageHere} ${bytes(file.size)}`, file.name);
      },
      failed: (sentence, again) => this.#failed(sentence, again),
    });
  }

  #failed(sentence, again) {
    this.again = again;
    this.field.value = "";
    this.#show("failed", sentence, "");
  }

  async #remove() {
    const id = this.field.value;
    this.field.value = "";
    this.#handle?.stop();
    this.#handle = null;
    this.#show("", "", "");
    this.#part("choose").focus();
    if (id) await fetch(`${this.address}${id}/`, { method: "DELETE", headers: TUS }).catch(() => null);
  }
}
