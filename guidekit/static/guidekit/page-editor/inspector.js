// The settings of the chosen block: a form that says what the block is, and changes it.

import { placed, settled } from "./cells.js";
import { span } from "./overlay.js";
import { PhotoList } from "./photos.js";
import { say } from "./words.js";

const number = (field, least, most) => {
  const value = Math.round(Number(field.value));
  return field.value === "" || Number.isNaN(value) ? null : Math.min(Math.max(value, least), most);
};

export class Inspector {
  constructor(place, grid, stories, change) {
    Object.assign(this, { place, grid, stories, change });
    this.form = place.querySelector("[data-block-form]");
    this.fields = this.form.elements;
    this.block = null;
    this.photos = new PhotoList(place.querySelector("[data-photos]"), grid, (edit) => this.#edit(edit));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", (event) => this.#changed(event.target));
  }

  get mayEdit() { return !this.place.querySelector("[data-fields]").disabled; }

  forbid() { this.place.querySelector("[data-fields]").disabled = true; }

  show(block) {
    this.block = block;
    this.form.hidden = !block;
    this.place.querySelector("[data-nobody]").hidden = Boolean(block);
    if (!block) return;
    const story = this.stories.get(block.story);
    this.place.querySelector("[data-name]").textContent = story.headline;
    this.place.querySelector("[data-cells]").textContent = say("cells", span(block));
    this.#showCells(block);
    this.#showHead(block);
    this.#showNotch(block);
    this.photos.show(block, story);
  }

  told(fit, problems, findings) {
    const tag = this.place.querySelector("[data-fit]");
    tag.textContent = fit?.sentence ?? "";
    tag.className = !fit ? "" : fit.lines_needed > fit.lines_given ? "gk-late"
      : fit.lines_needed < fit.lines_given ? "gk-loose" : "gk-fits";
    // Two blocks that overlap do so in many frames: it is said once.
    const rows = [...new Map([...problems.map((text) => [text, true]), ...findings.map((one) => [one.sentence, one.hard])])];
    this.place.querySelector("[data-problems]").replaceChildren(...rows.map(([text, isHard]) =>
      Object.assign(document.createElement("li"), { textContent: text, className: isHard ? "gk-late" : "" })));
  }

  // Go to the first setting, from the page.
  enter() { this.fields.legs.focus(); }

  #showCells(block) {
    const { columns, first, last } = { columns: this.grid.columns.length, first: this.grid.first, last: this.grid.last };
    set(this.fields.column, block.column + 1, { min: 1, max: columns });
    set(this.fields.line, block.line + 1, { min: first + 1, max: last });
    set(this.fields.columns, block.columns, { max: columns });
    set(this.fields.lines, block.lines, { max: last - first });
    const names = (block.boxed ? this.grid.legs_boxed : this.grid.legs)[block.columns - 1];
    options(this.fields.legs, names.map((name, at) => [at + 1, name]), block.legs);
  }

  #showHead(block) {
    const size = this.fields.size;
    const value = String(block.size || 0);
    if (![...size.options].some((option) => option.value === value)) size.add(new Option(value, value));
    size.value = value;
    this.fields.head_lines.value = String(block.head_lines ?? 0);
    this.fields.face.value = block.face;
    set(this.fields.spare, block.spare ?? 0, {});
    set(this.fields.label, block.label ?? "", {});
    this.fields.boxed.checked = Boolean(block.boxed);
  }

  #showNotch(block) {
    const { notch } = block;
    const fields = this.fields;
    fields.notched.checked = Boolean(notch);
    fields.notched.disabled = block.columns < 2;
    this.place.querySelector("[data-notch]").hidden = !notch;
    if (!notch) return;
    fields.notch_corner.value = `${notch.at_foot ? "foot" : "head"} ${notch.at_right ? "right" : "left"}`;
    set(fields.notch_columns, notch.columns, { max: block.columns - 1 });
    set(fields.notch_lines, notch.lines, { max: block.lines - 1 });
  }

  #edit(edit) { this.change(this.block.story, edit); }

  #changed(field) {
    if (!this.block || !field.name) return;
    const edit = EDITS[field.name];
    if (edit) this.#edit((block) => edit(block, field, this.grid, this.fields) ?? block);
    this.show(this.block); // what was typed beyond the limits stands within them again
  }
}

const cells = (edit) => (block, field, grid) => {
  const value = number(field, 1, 400);
  if (value === null) return block;
  const now = { ...block, ...edit(value) };
  return placed(block, now.column, now.line, now.columns, now.lines, grid);
};

function corner(block, fields) {
  const [end, side] = fields.notch_corner.value.split(" ");
  return {
    columns: number(fields.notch_columns, 1, block.columns - 1) ?? 1,
    lines: number(fields.notch_lines, 1, block.lines - 1) ?? 1,
    at_foot: end === "foot", at_right: side === "right",
  };
}

const notchOf = (block, _field, grid, fields) => settled({ ...block, notch: corner(block, fields) }, grid);

// A block that goes round a neighbour has no box and a leg a column.
function notched(block, field, grid) {
  if (!field.checked) return { ...block, notch: null };
  const notch = {
    columns: 1, lines: Math.max(1, Math.floor(block.lines / 3)), at_foot: true, at_right: true,
  };
  return settled({ ...block, boxed: false, legs: block.columns, notch }, grid);
}

const EDITS = {
  column: cells((value) => ({ column: value - 1 })),
  line: cells((value) => ({ line: value - 1 })),
  columns: cells((value) => ({ columns: value })),
  lines: cells((value) => ({ lines: value })),
  legs: (block, field, grid) => settled({ ...block, legs: Number(field.value) }, grid),
  size: (block, field) => ({ ...block, size: Number(field.value) }),
  head_lines: (block, field) => ({ ...block, head_lines: Number(field.value) }),
  face: (block, field) => ({ ...block, face: field.value }),
  spare: (block, field) => ({ ...block, spare: number(field, 0, 20) ?? 0 }),
  label: (block, field) => ({ ...block, label: field.value.trim() }),
  boxed: (block, field, grid) => settled({ ...block, boxed: field.checked }, grid),
  notched, notch_corner: notchOf, notch_columns: notchOf, notch_lines: notchOf,
  photo_place: (block, field) => ({ ...block, photos: { ...block.photos, place: field.value } }),
  photo_legs: (block, field) => ({
    ...block, photos: { ...block.photos, legs: number(field, 1, block.legs) ?? block.photos.legs },
  }),
  photo_stacked: (block, field) => ({ ...block, photos: { ...block.photos, stacked: field.checked } }),
};

function set(field, value, limits) {
  Object.assign(field, limits);
  if (field.value !== String(value)) field.value = value;
}

function options(select, rows, value) {
  select.replaceChildren(...rows.map(([key, name]) => new Option(name, key)));
  select.value = String(value);
}
