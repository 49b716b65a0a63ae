// Save the page; when somebody saved it meanwhile keep one's own blocks and offer to compare.
// What is not saved is kept in this window's session, also over a reload.

import { Refusal, send } from "./asking.js";
import { say } from "./words.js";

export class Saving {
  constructor(sitting, { urls, page, tell, redraw }) {
    Object.assign(this, { sitting, urls, tell, redraw });
    this.key = `guidekit-page-${page}`;
    this.place = document.querySelector("[data-conflict]");
    this.theirs = null;
    this.isSaving = false;
    sitting.watch(() => this.#keep());
    window.addEventListener("beforeunload", (event) => { if (sitting.isDirty) event.preventDefault(); });
  }

  // What was not saved before the window was loaded again, as one step that can be undone.
  restore() {
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    if (!kept) return;
    const standing = new Set(this.sitting.now.order);
    const isSame = kept.order.length === standing.size && kept.order.every((story) => standing.has(story));
    const order = isSame ? kept.order : this.sitting.now.order;
    const blocks = kept.blocks.filter((block) => standing.has(block.story));
    const isNew = this.sitting.step({ blocks, order });
    if (isNew) this.tell(say(kept.revision === this.sitting.revision ? "kept" : "kept_old"));
  }

  async save() {
    const { sitting } = this;
    if (!sitting.isDirty || this.isSaving) return;
    this.isSaving = true;
    const state = sitting.now;
    const asked = { expected_revision: sitting.revision, ...sitting.asked(state) };
    this.tell(say("saving"));
    try {
      const page = await send(this.urls.set_blocks, "POST", asked);
      this.place.hidden = true;
      sitting.keep(state, page.makeup_revision);
      this.tell(say("saved"));
    } catch (error) {
      await this.#failed(error);
    } finally {
      this.isSaving = false;
    }
  }

  // The page was saved by somebody else: said before one presses the button.
  newer(revision) {
    if (revision <= this.sitting.revision || !this.place.hidden || this.isSaving) return;
    this.#conflict();
  }

  takeTheirs() {
    const { blocks, revision } = this.theirs;
    const state = { ...this.sitting.now, blocks };
    this.sitting.step(state);
    this.sitting.keep(this.sitting.now, revision);
    this.#done();
  }

  async saveMine() {
    this.sitting.keep(this.sitting.saved, this.theirs.revision);
    this.#done();
    await this.save();
  }

  async compare(button) {
    const shows = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", shows);
    button.textContent = say(shows ? "show_mine" : "show_theirs");
    this.tell(shows ? say("theirs") : "");
    await this.redraw(shows ? this.urls.drawing : null);
  }

  async #failed(error) {
    if (!(error instanceof Refusal)) this.tell(say("offline"), true);
    else if (error.code === "page_changed") {
      await this.#conflict();
      this.tell(say("unsaved"));
    } else this.tell(error.status === 401 ? say("reload") : error.message, true);
  }

  async #conflict() {
    const page = await send(this.urls.blocks, "GET");
    this.theirs = { blocks: page.blocks, revision: page.makeup_revision };
    this.place.querySelector("[data-conflict-words]").textContent = say("newer");
    this.place.querySelector("[data-conflict-differ]").textContent = this.#differ();
    this.place.hidden = false;
  }

  #differ() {
    const theirs = new Map(this.theirs.blocks.map((block) => [block.story, JSON.stringify(plain(block))]));
    const mine = new Map(this.sitting.now.blocks.map((block) => [block.story, JSON.stringify(plain(block))]));
    const names = [...new Set([...theirs.keys(), ...mine.keys()])]
      .filter((story) => theirs.get(story) !== mine.get(story))
      .map((story) => `“${this.nameOf(story)}”`);
    return names.length ? say("differ", { names: names.join("") }) : say("same");
  }

  #done() {
    this.place.hidden = true;
    const button = this.place.querySelector("[data-do=compare]");
    if (button.getAttribute("aria-pressed") === "true") this.compare(button);
  }

  #keep() {
    const { now, revision, isDirty } = this.sitting;
    if (isDirty) sessionStorage.setItem(this.key, JSON.stringify({ ...now, revision }));
    else sessionStorage.removeItem(this.key);
  }
}

// A block as it is compared: names in one order, what stands at its default left out.
const plain = (block) => Object.fromEntries(Object.entries(block).sort()
  .filter(([, value]) => value !== null && value !== "" && value !== false && value !== 0));
