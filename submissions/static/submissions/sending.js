// The last step: nothing is sent while something is still on its way, nothing twice, and
// what is missing beside a photograph is said once, gently, before it goes.

import { rememberSent } from "./drafts.js";

export class Sending {
  #sending = false;
  #whenArrived = false;
  #reminded = false;

  constructor({ form, photos, clearance, importing, proof, keeping, words, part }) {
    Object.assign(this, { form, photos, clearance, importing, proof, keeping, words, part });
    form.addEventListener("submit", (event) => this.#submit(event));
    part("remind-send").addEventListener("click", () => this.form.requestSubmit(this.part("send")));
    part("remind-fill").addEventListener("click", () => this.#toFirstWordless());
  }

  // Something arrived: go on if she has asked to send.
  resume() {
    if (!this.#whenArrived || this.#busy()) return;
    this.#whenArrived = false;
    this.#say("");
    this.form.requestSubmit(this.part("send"));
  }

  #busy() {
    return this.photos.waiting || this.clearance.isMoving || this.importing.isBusy;
  }

  #submit(event) {
    if (this.#isOver(event.submitter)) return; // a way without script: add, remove, save
    const reason = this.#sending ? " " : this.#reasonToWait();
    if (!reason && this.proof.isFresh) return this.#go();
    event.preventDefault();
    if (this.#sending) return;
    this.#say(reason);
    if (!reason) this.#prove();
  }

  #isOver(submitter) {
    return Boolean(submitter?.name) && submitter.name !== "send";
  }

  async #prove() {
    this.#sending = true;
    this.#button(true);
    await this.proof.ready();
    this.#sending = false;
    this.#go();
    this.form.submit();
  }

  #go() {
    this.#sending = true;
    this.keeping.save();
    this.keeping.stop();
    rememberSent(this.form.elements.key.value);
    this.#say("");
    // A disabled button's form is still sent, but only after this event.
    setTimeout(() => this.#button(true));
  }

  #button(on) {
    const button = this.part("send");
    button.textContent = on ? this.words.sendingPiece : button.textContent;
    button.disabled = on;
  }

  #reasonToWait() {
    if (this.photos.failed) return this.words.photoFailed;
    if (this.clearance.failed) return this.words.pageFailed;
    if (this.#busy()) {
      this.#whenArrived = true;
      return this.importing.isBusy ? this.words.wordWaiting : this.words.photosWaiting;
    }
    if (!navigator.onLine) return this.words.offline;
    return this.#remind() ? " " : "";
  }

  // Once a page: she may well know what she leaves out.
  #remind() {
    const { wordless } = this.photos;
    if (this.#reminded || !wordless.length) return false;
    this.#reminded = true;
    const numbers = wordless.map((row) => this.photos.numberOf(row.id)).join("、");
    this.part("remind-words").textContent = this.words.wordless.replace("{numbers}", numbers);
    this.part("remind").hidden = false;
    this.part("remind-fill").focus();
    return true;
  }

  #toFirstWordless() {
    this.part("remind").hidden = true;
    const [row] = this.photos.wordless;
    if (!row) return;
    (row.caption.value.trim() ? row.credit : row.caption).focus();
  }

  #say(sentence) {
    this.part("say").textContent = sentence.trim();
  }
}
