// A page being edited: every step is set by the server and shown as it would be printed;
// nothing is written before it is saved.

import { Asker, Refusal, send } from "./asking.js";
import { freePlace, mostLegs, moved, resized, settled, swapped } from "./cells.js";
import { Dragging } from "./dragging.js";
import { Drawing } from "./drawing.js";
import { Inspector } from "./inspector.js";
import { Overlay } from "./overlay.js";
import { Presence } from "./presence.js";
import { Saving } from "./saving.js";
import { Sitting } from "./sitting.js";
import { StoryList } from "./stories.js";
import { say } from "./words.js";

const NEW_BLOCK = { columns: 2, lines: 16 };
const PIXELS_A_POINT = 96 / 72;
const find = (selector) => document.querySelector(selector);

export class Editor {
  constructor(data) {
    this.data = data;
    this.grid = data.grid;
    this.mayEdit = !data.refusal;
    this.chosen = null;
    this.swapping = null;
    this.told = { fits: new Map(), problems: new Map(), findings: new Map() };
    this.stories = new Map(data.stories.map((story) => [story.ref, story]));
    const order = data.stories.map((story) => story.ref);
    this.sitting = new Sitting({ blocks: data.blocks, order, revision: data.revision });
    this.drawing = new Drawing(find("[data-drawing]"));
    this.#parts();
    this.sitting.watch(() => this.#changed());
    this.zoom("fit");
    this.#show();
    this.#begin();
  }

  #parts() {
    const { grid, stories, sitting, data } = this;
    this.overlay = new Overlay(find("[data-blocks]"), grid, stories);
    this.inspector = new Inspector(find("[data-inspector]"), grid, stories, (story, edit) => sitting.change(story, edit));
    this.list = new StoryList(find("[data-stories]"), stories, {
      choose: (story) => this.choose(story, true),
      step: (story, by) => sitting.reorder(story, by),
      put: (story) => this.put(story),
    });
    this.dragging = new Dragging(this.overlay, grid, {
      block: (story) => sitting.block(story),
      choose: (story, isPress) => this.choose(story, isPress),
      drop: (story, block) => sitting.change(story, () => block),
      onTrial: (story, block) => this.#try(story, block),
      mayDrag: () => this.mayEdit && !this.swapping,
    });
    this.asker = new Asker(data.urls.preview_blocks, {
      known: () => this.drawing.known,
      shown: (page) => this.#shown(page),
      failed: (error) => this.#failed(error),
      busy: (isBusy) => find("[data-stage]").toggleAttribute("data-busy", isBusy),
    });
    this.saving = new Saving(sitting, {
      urls: data.urls, page: data.urls.drawing,
      tell: (words, isWrong) => this.tell(words, isWrong),
      redraw: (address) => this.#redraw(address),
    });
    this.saving.nameOf = (story) => stories.get(story)?.headline ?? story;
  }

  async #begin() {
    if (!this.mayEdit) {
      this.inspector.forbid();
      this.list.mayEdit = false;
      this.#show();
      if (this.data.made_up) await this.#redraw(this.data.urls.drawing).catch((error) => this.#failed(error));
    } else {
      this.saving.restore();
      this.#ask(this.sitting.now);
    }
    this.presence = new Presence(this.data.urls.presence, find("[data-neighbours]"), {
      mine: () => ({ is_editing: this.sitting.isDirty, story: this.mayEdit ? this.chosen ?? "" : "" }),
      told: (said) => this.#neighbours(said),
    });
  }

  // What is done to the page.

  choose(story, isPress = false) {
    if (isPress && this.swapping && story && story !== this.swapping && this.sitting.block(story)) {
      this.#swap(story);
      return;
    }
    if (this.chosen === story) return;
    this.chosen = story;
    this.#show();
    this.presence?.changed();
  }

  enter(story) {
    this.choose(story, true);
    if (!this.swapping) this.inspector.enter();
  }

  leave() {
    if (this.dragging.cancel()) return;
    if (this.swapping) this.#endSwap();
    else this.choose(null);
  }

  move(columns, lines) { this.#edit((block) => moved(block, columns, lines, this.grid)); }

  resize(columns, lines) { this.#edit((block) => resized(block, "se", columns, lines, this.grid)); }

  legs(by) {
    this.#edit((block) => {
      const most = mostLegs(this.grid, block.columns, block.boxed);
      return settled({ ...block, legs: Math.min(Math.max(block.legs + by, 1), most) }, this.grid);
    });
  }

  size(by) {
    const sizes = [...find("[name=size]").options].map((option) => Number(option.value)).filter(Boolean);
    this.#edit((block) => {
      const larger = sizes.filter((size) => size > block.size);
      const smaller = sizes.filter((size) => size < block.size);
      const size = by > 0 ? Math.min(...larger, Infinity) : Math.max(...smaller, -Infinity);
      return Number.isFinite(size) && block.size ? { ...block, size } : block;
    });
  }

  box() { this.#edit((block) => settled({ ...block, boxed: !block.boxed }, this.grid)); }

  swap() {
    if (this.swapping) { this.#endSwap(); return; }
    this.swapping = this.chosen;
    this.overlay.place.classList.add("gk-swapping");
    this.tell(say("swap"));
  }

  takeOff() {
    const story = this.chosen;
    this.chosen = null;
    this.sitting.takeOff(story);
  }

  put(story) {
    const columns = Math.min(NEW_BLOCK.columns, this.grid.columns.length);
    const tries = [[columns, NEW_BLOCK.lines], [columns, 8], [1, NEW_BLOCK.lines], [1, 8], [1, 5]];
    for (const [wide, lines] of tries) {
      const place = freePlace(this.sitting.now.blocks, wide, lines, this.grid);
      if (!place) continue;
      this.chosen = story;
      this.sitting.put({ ...EMPTY, story, ...place, columns: wide, lines, legs: wide });
      return;
    }
    this.tell(say("no_room"), true);
  }

  undo() { if (this.sitting.undo()) this.tell(say("undone")); }

  redo() { if (this.sitting.redo()) this.tell(say("redone")); }

  save() { if (this.mayEdit) this.saving.save(); }

  zoom(how) {
    const canvas = find("[data-canvas]");
    canvas.style.width = how === "fit" ? "" : `${this.grid.width * PIXELS_A_POINT * Number(how)}px`;
    canvas.style.setProperty("--page-shape", `${this.grid.width} / ${this.grid.height}`);
    canvas.style.setProperty("--page-ratio", this.grid.width / this.grid.height);
    canvas.classList.toggle("gk-canvas-fit", how === "fit");
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.setAttribute("aria-pressed", button.dataset.zoom === how);
    }
    const block = this.chosen && this.overlay.blocks.get(this.chosen);
    block?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  tell(words, isWrong = false) {
    const place = find("[data-state]");
    place.textContent = words;
    place.classList.toggle("gk-late", isWrong);
  }

  // What follows from it.

  #edit(edit) {
    if (this.chosen && this.mayEdit) this.sitting.change(this.chosen, edit);
  }

  #swap(story) {
    const one = this.sitting.block(this.swapping);
    const pair = swapped(one, this.sitting.block(story), this.grid);
    const blocks = this.sitting.now.blocks.map((block) => pair.find((each) => each.story === block.story) ?? block);
    this.#endSwap();
    this.sitting.step({ blocks });
  }

  // Set the page with an edge where it is just held; without a block, as it was.
  #try(story, block) {
    const { now } = this.sitting;
    const blocks = now.blocks.map((each) => (each.story === story ? block : each));
    this.#ask(block ? { ...now, blocks } : now);
  }

  #endSwap() {
    this.swapping = null;
    this.overlay.place.classList.remove("gk-swapping");
    this.tell("");
  }

  #changed() {
    const { sitting } = this;
    if (this.chosen && !sitting.block(this.chosen)) this.chosen = null;
    find("[data-do=save]").disabled = !sitting.isDirty || !this.mayEdit;
    this.tell(sitting.isDirty ? say("unsaved") : "");
    this.#show();
    if (sitting.now !== this.asked) this.#ask(this.asked = sitting.now);
    this.presence?.changed();
  }

  #show() {
    const { sitting, chosen } = this;
    this.overlay.show(sitting.now, chosen);
    this.list.show(sitting.now, chosen);
    this.inspector.show(chosen && sitting.block(chosen));
    find("[data-do=undo]").disabled = !sitting.before.length;
    find("[data-do=redo]").disabled = !sitting.after.length;
    this.#tellFits();
  }

  #ask(state) { this.asker.ask(this.sitting.asked(state)); }

  async #shown(page) {
    await this.drawing.show(page.drawing);
    find("[data-before]")?.remove();
    this.told = {
      fits: new Map(page.fits.map((fit) => [fit.ref, fit])),
      problems: byStory(page.problems, (problem) => [problem.story], (problem) => problem.sentence),
      findings: byStory(page.findings, (finding) => finding.stories, (finding) => finding),
    };
    find("[data-fill]").textContent = say("fill", { percent: (100 * page.fill).toFixed(1) });
    const over = find("[data-over]");
    over.textContent = page.overset_lines ? say("over", { lines: page.overset_lines }) : "";
    over.className = "gk-late";
    this.#findings(page.findings);
    this.#tellFits();
  }

  #tellFits() {
    const { fits, problems, findings } = this.told;
    this.overlay.told(fits, problems, findings);
    this.list.told(fits, problems);
    const wrong = problems.get(this.chosen) ?? [];
    // Of a block that is not on the page the rest follows, and says nothing new.
    this.inspector.told(fits.get(this.chosen), wrong, wrong.length ? [] : findings.get(this.chosen) ?? []);
  }

  #findings(findings) {
    const rows = new Map(findings.map((finding) => [finding.sentence, finding.hard]));
    find("[data-findings-count]").textContent = rows.size;
    find("[data-findings]").replaceChildren(...[...rows].map(([text, isHard]) =>
      Object.assign(document.createElement("li"), { textContent: text, className: isHard ? "gk-late" : "" })));
  }

  #failed(error) {
    if (!(error instanceof Refusal)) this.tell(say("offline"), true);
    else this.tell(error.status === 401 ? say("reload") : error.message, true);
  }

  // Show the page as it was saved, from an address, or again as it is here.
  async #redraw(address) {
    this.overlay.place.hidden = Boolean(address) && this.mayEdit;
    if (address) await this.#shown(await send(address, "GET"));
    else this.#ask(this.sitting.now);
  }

  #neighbours({ makeup_revision: revision, neighbours }) {
    const held = neighbours.filter((each) => each.story);
    this.overlay.held(new Map(held.map((each) => [each.story, each.name])));
    if (this.mayEdit) this.saving.newer(revision);
  }
}

const EMPTY = {
  face: "song_bold", size: 22, head_lines: 0, spare: 0, label: "", boxed: false, photos: null, notch: null,
};

function byStory(rows, storiesOf, valueOf) {
  const found = new Map();
  for (const row of rows) {
    for (const story of storiesOf(row)) found.set(story, [...(found.get(story) ?? []), valueOf(row)]);
  }
  return found;
}
