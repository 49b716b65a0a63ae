// The blocks over the page: each a button in its exact place, with handles when chosen.

import { boxOf, foot, outline, right } from "./cells.js";
import { say } from "./words.js";

export const EDGES = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
const make = (name, css, more = {}) => Object.assign(document.createElement(name), { className: css, ...more });

export class Overlay {
  constructor(place, grid, stories) {
    Object.assign(this, { place, grid, stories });
    this.blocks = new Map();
    this.ghost = make("div", "gk-ghost", { hidden: true });
    this.guides = make("div", "gk-guides");
    this.#drawGrid();
    place.append(this.guides, this.ghost);
  }

  show(state, chosen) {
    const standing = new Set(state.blocks.map((block) => block.story));
    for (const [story, each] of this.blocks) {
      if (standing.has(story)) continue;
      each.remove();
      this.blocks.delete(story);
    }
    // Tab goes as one reads the page: from the top, left before right.
    const sorted = [...state.blocks].sort((a, b) => a.line - b.line || a.column - b.column);
    for (const block of sorted) this.#showBlock(block, block.story === chosen);
    const focused = document.activeElement;
    sorted.forEach((block, at) => {
      const each = this.blocks.get(block.story);
      if (this.place.children[at + 1] !== each) this.place.insertBefore(each, this.place.children[at + 1]);
    });
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  told(fits, problems, findings) {
    for (const [story, each] of this.blocks) {
      const fit = fits.get(story);
      const wrong = problems.get(story)?.[0];
      const tag = each.querySelector(".gk-block-fit");
      const exact = fit && fit.lines_given === fit.lines_needed;
      tag.textContent = wrong ? "!" : fit && !exact ? fit.sentence : "";
      tag.title = wrong ?? "";
      each.classList.toggle("gk-block-wrong", Boolean(wrong));
      each.classList.toggle("gk-block-over", Boolean(fit && fit.lines_needed > fit.lines_given));
      each.classList.toggle("gk-block-loose", Boolean(fit && fit.lines_needed < fit.lines_given));
      each.classList.toggle("gk-block-hard", Boolean(findings.get(story)?.some((one) => one.hard)));
      each.dataset.said = wrong ?? fit?.sentence ?? "";
      this.#name(each);
    }
  }

  // Who else is at which block.
  held(names) {
    for (const [story, each] of this.blocks) {
      const tag = each.querySelector(".gk-block-held");
      tag.textContent = names.get(story) ?? "";
      each.classList.toggle("gk-block-other", names.has(story));
    }
  }

  showGhost(block) {
    this.ghost.hidden = !block;
    if (!block) return;
    this.#stand(this.ghost, block);
    this.ghost.dataset.cells = say("cells", span(block));
  }

  #showBlock(block, isChosen) {
    const each = this.blocks.get(block.story) ?? this.#makeBlock(block.story);
    this.#stand(each, block);
    each.style.clipPath = isChosen ? "" : outline(block, this.grid);
    each.style.setProperty("--outline", outline(block, this.grid) || "none");
    each.setAttribute("aria-pressed", isChosen);
    each.dataset.cells = JSON.stringify(span(block));
    this.#name(each);
  }

  #makeBlock(story) {
    const each = make("div", "gk-block", { tabIndex: 0 });
    each.setAttribute("role", "button");
    each.dataset.story = story;
    each.append(make("span", "gk-block-fit"), make("span", "gk-block-held"));
    for (const edge of EDGES) {
      const handle = make("i", `gk-handle gk-handle-${edge}`);
      handle.dataset.edge = edge;
      each.append(handle);
    }
    this.blocks.set(story, each);
    return each;
  }

  #name(each) {
    const name = this.stories.get(each.dataset.story)?.headline ?? each.dataset.story;
    const place = say("block", { name, ...JSON.parse(each.dataset.cells) });
    each.setAttribute("aria-label", [place, each.dataset.said].filter(Boolean).join(", "));
  }

  #stand(element, cells) {
    place(element, boxOf(cells, this.grid), this.grid);
  }

  #drawGrid() {
    for (let column = 0; column < this.grid.columns.length; column += 1) {
      const guide = make("i", "gk-guide");
      const cells = { column, columns: 1, line: this.grid.first, lines: this.grid.last - this.grid.first };
      this.#stand(guide, cells);
      this.guides.append(guide);
    }
    for (const booked of this.grid.booked) {
      const each = make("i", "gk-booked", { title: booked.name });
      const [left, top, width, height] = booked.box;
      place(each, { left, top, width, height }, this.grid);
      this.guides.append(each);
    }
  }
}

// Columns and lines as people count them, from one.
export const span = (block) => ({
  left: block.column + 1, right: right(block), top: block.line + 1, foot: foot(block),
});

function place(element, box, grid) {
  element.style.left = `${100 * box.left / grid.width}%`;
  element.style.top = `${100 * box.top / grid.height}%`;
  element.style.width = `${100 * box.width / grid.width}%`;
  element.style.height = `${100 * box.height / grid.height}%`;
}
