// Drag a block or one of its edges: a ghost snaps to columns and lines, the drop is one step,
// Esc leaves all as it was. While an edge is held the page is set on trial.

import { moved, nearest, resized } from "./cells.js";

const SLACK = 4; // pixels within which a press is no drag
const AFTER_DROP = 100; // milliseconds

export class Dragging {
  constructor(overlay, grid, { block, choose, drop, onTrial, mayDrag }) {
    Object.assign(this, { overlay, grid, block, choose, drop, onTrial, mayDrag });
    this.held = null;
    this.dropped = -AFTER_DROP;
    const place = overlay.place;
    place.addEventListener("pointerdown", (event) => this.#press(event));
    place.addEventListener("pointermove", (event) => this.#move(event));
    place.addEventListener("pointerup", () => this.#release());
    place.addEventListener("pointercancel", () => this.cancel());
  }

  // A click follows a drop, at the page and not at the block: it means nothing.
  get justDropped() { return performance.now() - this.dropped < AFTER_DROP; }

  get isDragging() { return Boolean(this.held?.ghost); }

  cancel() {
    const was = this.isDragging;
    if (was && this.held.edge) this.onTrial(this.held.block.story, null);
    this.#letGo();
    return was;
  }

  #letGo() {
    this.held = null;
    this.overlay.showGhost(null);
    this.overlay.place.classList.remove("gk-dragging");
  }

  #press(event) {
    const each = event.target.closest(".gk-block");
    if (!each || event.button !== 0) return;
    const block = this.block(each.dataset.story);
    this.held = { block, edge: event.target.dataset.edge ?? "", at: this.#point(event), from: event, ghost: null };
    // A finger scrolls the page unless it lies on a handle or on the chosen block.
    const isTouch = event.pointerType === "touch" && !this.held.edge
      && each.getAttribute("aria-pressed") !== "true";
    this.held.isStill = isTouch || !this.mayDrag();
  }

  #move(event) {
    const held = this.held;
    if (!held || held.isStill) return;
    const far = Math.hypot(event.clientX - held.from.clientX, event.clientY - held.from.clientY);
    if (!held.ghost && far < SLACK) return;
    event.preventDefault();
    if (!held.ghost) {
      this.overlay.place.setPointerCapture(event.pointerId);
      this.choose(held.block.story);
    }
    const ghost = this.#where(held, this.#point(event));
    if (held.edge && JSON.stringify(ghost) !== JSON.stringify(held.ghost)) this.onTrial(held.block.story, ghost);
    held.ghost = ghost;
    this.overlay.place.classList.add("gk-dragging");
    this.overlay.showGhost(held.ghost);
  }

  #release() {
    const held = this.held;
    if (!held) return;
    const { block, ghost } = held;
    this.#letGo();
    if (ghost) {
      this.dropped = performance.now();
      this.drop(block.story, ghost);
    }
    if (!ghost) this.choose(block.story, true);
  }

  // How many columns and lines the held edge or corner has come, and the block there.
  #where({ block, edge, at }, point) {
    const lefts = this.grid.columns.map(([left]) => left);
    const ends = this.grid.columns.map(([left, width]) => left + width);
    const across = point.x - at.x;
    const down = point.y - at.y;
    const last = block.column + block.columns - 1;
    const columns = edge.includes("e")
      ? nearest(ends, ends[last] + across) - last
      : nearest(lefts, lefts[block.column] + across) - block.column;
    const line = edge.includes("s") ? block.line + block.lines : block.line;
    const lines = nearest(this.grid.lines, this.grid.lines[line] + down) - line;
    return edge ? resized(block, edge, columns, lines, this.grid) : moved(block, columns, lines, this.grid);
  }

  #point(event) {
    const box = this.overlay.place.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) * this.grid.width / box.width,
      y: (event.clientY - box.top) * this.grid.height / box.height,
    };
  }
}
