// The photographs of the chosen block: which, in which order, how deep, and the point that a
// crop keeps, set by a click on the photograph or by the arrow keys.

import { boxOf } from "./cells.js";
import { say } from "./words.js";

const NUDGE = 0.02; // of the picture, an arrow key
const LEAST_ROWS = 3;
const MIDDLE = [0.5, 0.4]; // where a crop keeps without a point: less is cut at the head

export class PhotoList {
  constructor(place, grid, change) {
    Object.assign(this, { place, grid, change });
    this.form = place.closest("form");
    this.list = place.querySelector("[data-photo-list]");
    this.row = place.querySelector("[data-photo-row]");
    this.list.addEventListener("click", (event) => this.#clicked(event));
    this.list.addEventListener("change", (event) => this.#typed(event.target));
    this.list.addEventListener("keydown", (event) => this.#pressed(event));
  }

  show(block, story) {
    this.story = story;
    this.place.hidden = !story.pictures.length;
    const { photos } = block;
    const fields = this.form.elements;
    for (const name of ["photo_place", "photo_legs", "photo_stacked"]) fields[name].disabled = !photos;
    fields.photo_place.value = photos?.place ?? "under";
    fields.photo_legs.max = block.legs;
    fields.photo_legs.value = photos?.legs ?? "";
    fields.photo_stacked.checked = Boolean(photos?.stacked);
    this.#showRows(photos?.photos ?? []);
  }

  // Those that stand in the block, in its order, then those that are left out.
  #showRows(shown) {
    const inside = shown.map((photo) => photo.picture);
    const out = this.story.pictures.map((picture) => picture.id).filter((id) => !inside.includes(id));
    [...inside, ...out].forEach((id, at) => {
      const row = this.list.children[at] ?? this.list.appendChild(this.row.content.firstElementChild.cloneNode(true));
      this.#showRow(row, id, shown[at]);
    });
    while (this.list.children.length > inside.length + out.length) this.list.lastElementChild.remove();
  }

  #showRow(row, id, photo) {
    const picture = this.story.pictures.find((each) => each.id === id);
    const image = row.querySelector("img");
    row.dataset.picture = id;
    if (picture && image.getAttribute("src") !== picture.address) image.src = picture.address;
    image.alt = picture?.caption ?? "";
    const focus = row.querySelector("[data-focus]");
    focus.title = say("focus");
    focus.setAttribute("aria-label", `${say("focus")} ${picture?.caption ?? ""}`);
    focus.disabled = !photo;
    const cross = focus.querySelector("i");
    cross.hidden = !photo?.focus;
    [cross.style.left, cross.style.top] = (photo?.focus ?? MIDDLE).map((part) => `${100 * part}%`);
    const rows = row.querySelector("[data-rows]");
    rows.disabled = !photo;
    rows.value = photo?.rows ?? "";
    for (const each of row.querySelectorAll("[data-photo]")) {
      each.hidden = (each.dataset.photo === "on") === Boolean(photo);
    }
  }

  #edit(id, edit) {
    this.change((block) => ({
      ...block,
      photos: {
        ...block.photos,
        photos: block.photos.photos.map((photo) => (photo.picture === id ? edit(photo) : photo)),
      },
    }));
  }

  #clicked(event) {
    const id = event.target.closest("li")?.dataset.picture;
    const deed = event.target.closest("[data-photo]")?.dataset.photo;
    if (deed === "middle") this.#edit(id, (photo) => ({ ...photo, focus: null }));
    else if (deed === "on") this.change((block) => this.#put(block, id));
    else if (deed === "off") this.change((block) => leave(block, id));
    else if (deed) this.change((block) => step(block, id, deed === "up" ? -1 : 1));
    else if (event.detail && event.target.closest("[data-focus]")) this.#point(event, id);
  }

  #point(event, id) {
    const box = event.target.closest("[data-focus]").getBoundingClientRect();
    const focus = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    this.#edit(id, (photo) => ({ ...photo, focus: focus.map(part) }));
  }

  #pressed(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!step || !event.target.closest("[data-focus]")) return;
    event.preventDefault();
    this.#edit(event.target.closest("li").dataset.picture, (photo) => ({
      ...photo, focus: (photo.focus ?? MIDDLE).map((at, side) => part(at + step[side] * NUDGE)),
    }));
  }

  #typed(field) {
    if (!field.matches("[data-rows]") || field.value === "") return;
    const rows = Math.max(LEAST_ROWS, Math.round(Number(field.value)));
    this.#edit(field.closest("li").dataset.picture, (photo) => ({ ...photo, rows }));
  }

  // A photograph that comes in is as deep as it is without a crop.
  #put(block, id) {
    const photos = block.photos ?? { place: "under", legs: Math.min(2, block.legs), photos: [], stacked: false };
    const columns = Math.max(1, Math.round(photos.legs * block.columns / block.legs));
    const { width } = boxOf({ column: 0, columns, line: 0, lines: 1 }, this.grid);
    const leading = this.grid.lines[1] - this.grid.lines[0];
    const aspect = this.story.pictures.find((picture) => picture.id === id)?.aspect ?? 1.5;
    const rows = Math.min(Math.max(LEAST_ROWS, Math.round(width / aspect / leading)), Math.floor(block.lines / 2));
    return { ...block, photos: { ...photos, photos: [...photos.photos, { picture: id, rows, focus: null }] } };
  }
}

const part = (value) => Math.round(1000 * Math.min(Math.max(value, 0), 1)) / 1000;

function leave(block, id) {
  const photos = block.photos.photos.filter((photo) => photo.picture !== id);
  return { ...block, photos: photos.length ? { ...block.photos, photos } : null };
}

function step(block, id, by) {
  const photos = [...block.photos.photos];
  const at = photos.findIndex((photo) => photo.picture === id);
  const to = Math.min(Math.max(at + by, 0), photos.length - 1);
  photos.splice(to, 0, ...photos.splice(at, 1));
  return { ...block, photos: { ...block.photos, photos } };
}
