// The list of photographs: what is in it, in which order, and how it goes up.

import { PhotoRow, bytes } from "./photo-row.js";
import { Order } from "./photo-order.js";
import { thumbnailOf } from "./thumbnail.js";
import { TUS } from "./uploads.js";

export class Photos {
  #rows = new Map();
  #gone = new Set();

  constructor({ root, uploads, address, words, thumbs, announce, isOpen, onChange, onArrived }) {
    Object.assign(this, { root, uploads, address, words, isOpen, onChange, onArrived });
    this.list = root.querySelector("[data-photo-list]");
    this.template = root.querySelector("template").content;
    for (const chooser of root.querySelectorAll("input[type=file]")) this.#choose(chooser);
    this.order = new Order({ list: this.list, words, announce, onMoved: () => this.#changed() });
    for (const element of this.list.querySelectorAll("[data-photo]")) {
      const row = this.#adopt(element);
      row.picture(thumbs[row.id]);
    }
    root.querySelector("[data-pause-all]").addEventListener("click", () => this.#pauseAll());
    this.list.addEventListener("input", () => this.#showCredits());
    this.#changed({ quiet: true });
  }

  get rows() {
    const elements = [...this.list.querySelectorAll("[data-photo]")];
    return elements.map((element) => this.#rows.get(element)).filter(Boolean);
  }

  // What a telephone sends just now is waited for; what it left half sent is not.
  get waiting() {
    const coming = (row) => row.state === "elsewhere" && this.isOpen();
    return this.rows.filter((row) => row.isMoving || coming(row)).length;
  }

  get failed() {
    return this.rows.filter((row) => row.state === "failed").length;
  }

  get checking() {
    return this.rows.some((row) => ["checking", "arrived", "elsewhere"].includes(row.state));
  }

  // Rows that still lack a caption or a credit, for a gentle word before sending.
  get wordless() {
    const arrived = this.rows.filter((row) => row.id);
    return arrived.filter((row) => !row.caption.value.trim() || !row.credit.value.trim());
  }

  numberOf = (id) => this.rows.findIndex((row) => row.id === id) + 1;

  add(files) {
    for (const file of files) this.#start(file);
  }

  // Words of the list for the draft; what has not arrived cannot be kept.
  content() {
    const arrived = this.rows.filter((row) => row.id && !row.isMoving && row.state !== "failed");
    return arrived.map((row) => ({
      id: row.id,
      name: row.name,
      thumb: row.part("picture").querySelector("img[src^=data]")?.src ?? "",
      caption: row.caption.value,
      credit: row.credit.value,
    }));
  }

  // Show exactly these: what a draft remembers. What is still going up stays.
  restore(photos) {
    const wanted = new Set(photos.map((photo) => photo.id));
    for (const row of this.rows) if (row.id && !row.isMoving && !wanted.has(row.id)) row.element.remove();
    for (const photo of photos) {
      const row = this.#byId(photo.id) ?? this.#made(photo.name ?? "");
      row.element.querySelector("[name=uploads]").value = row.id = photo.id;
      if (!row.state) row.state = "arrived";
      row.caption.value = photo.caption ?? "";
      row.credit.value = photo.credit ?? "";
      row.picture(photo.thumb);
      this.list.append(row.element);
    }
    this.#changed({ quiet: true });
  }

  // What the server says of the form's files: known ones, and those from elsewhere.
  take(files) {
    const photos = files.filter((file) => file.purpose === "photo" && !this.#gone.has(file.id));
    let came = 0;
    for (const file of photos) {
      let row = this.#byId(file.id);
      if (!row && (file.state === "refused" || (file.state === "arriving" && !file.offset))) continue;
      if (!row) {
        row = this.#made(file.name);
        row.id = file.id;
        row.caption.value = file.caption ?? "";
        row.credit.value = file.credit ?? "";
        came += 1;
      }
      row.named(file.name, file.size).look(file, this.numberOf);
    }
    this.#changed({ quiet: !came });
    return came;
  }

  async remove(row, { focus = true } = {}) {
    const place = this.rows.indexOf(row);
    const whole = row.id && !row.handle;
    if (row.id) this.#gone.add(row.id);
    row.handle?.stop();
    row.element.remove();
    this.#changed();
    if (focus) (this.rows[place] ?? this.rows.at(-1))?.part("remove").focus();
    if (focus && !this.rows.length) this.root.querySelector("input[type=file]").focus();
    if (whole) await fetch(`${this.address}${row.id}/`, { method: "DELETE", headers: TUS }).catch(() => null);
  }

  #byId(id) {
    return this.rows.find((row) => row.id === id);
  }

  #choose(chooser) {
    // The library comes while she looks for the file.
    chooser.addEventListener("click", () => this.uploads.load().catch(() => null));
    chooser.addEventListener("change", () => {
      this.add([...chooser.files]);
      chooser.value = ""; // sent up one by one; never a second time with the form
    });
  }

  #adopt(element) {
    const on = {
      remove: (row) => this.remove(row),
      change: () => this.#changed(),
      sameCredit: (row) => this.#sameCredit(row),
      isOpen: this.isOpen,
    };
    const row = new PhotoRow(element, { words: this.words, on });
    this.#rows.set(element, row);
    this.order.wire(row);
    return row;
  }

  #made(name) {
    const element = this.template.cloneNode(true).querySelector("[data-photo]");
    this.list.append(element);
    return this.#adopt(element).named(name);
  }

  async #start(file) {
    const previous = this.rows.at(-1)?.credit.value ?? "";
    const row = this.#made(file.name).named(file.name, file.size);
    row.credit.value = previous;
    const refusal = this.#refusal(file);
    if (refusal) row.failed(refusal, null);
    else this.#send(row, file);
    this.#changed();
    row.picture(refusal ? "" : await thumbnailOf(file));
    this.onChange();
  }

  // Told before a byte is sent.
  #refusal(file) {
    const { maxBytes, maxPhotos } = this.root.dataset;
    if (this.rows.length > Number(maxPhotos)) return this.words.tooMany;
    if (file.size > Number(maxBytes)) return this.words.tooLarge;
    return file.size ? "" : this.words.empty;
  }

  async #send(row, file) {
    row.progress(0, file.size);
    const heard = (act) => {
      if (!row.element.isConnected) return;
      act();
      this.#changed({ quiet: row.isMoving });
    };
    const handle = await this.uploads.send(file, "photo", {
      progress: (id, sent, total) => heard(() => this.#progress(row, id, sent, total)),
      broken: () => heard(() => row.broken()),
      arrived: (id) => heard(() => this.#arrived(row, id)),
      failed: (sentence, again) => heard(() => row.failed(sentence, again)),
    });
    if (!row.element.isConnected) handle?.stop();
    else if (row.state !== "failed") row.handle = handle;
  }

  #progress(row, id, sent, total) {
    if (id && !row.id) this.#merge(row, id);
    row.progress(sent, total);
  }

  // An upload that goes on has a row from before, with its words.
  #merge(row, id) {
    const earlier = this.#byId(id);
    row.id = id;
    if (!earlier || earlier === row) return;
    row.caption.value ||= earlier.caption.value;
    row.credit.value = earlier.credit.value || row.credit.value;
    earlier.element.replaceWith(row.element);
  }

  #arrived(row, id) {
    this.#merge(row, id);
    row.arrived(id);
    this.onArrived();
  }

  #sameCredit(from) {
    for (const row of this.rows) row.credit.value = from.credit.value;
    this.#changed();
  }

  #pauseAll() {
    const moving = this.rows.filter((row) => row.state === "sending");
    const paused = this.rows.filter((row) => row.state === "paused");
    for (const row of moving.length ? moving : paused) row.part("pause").click();
  }

  #changed({ quiet = false } = {}) {
    const { rows } = this;
    rows.forEach((row, place) => row.numbered(place + 1, rows.length));
    this.list.toggleAttribute("data-several", rows.length > 1);
    this.#showCredits();
    this.#showSum();
    if (!quiet) this.onChange();
  }

  #showCredits() {
    const { rows } = this;
    for (const row of rows) {
      const credit = row.credit.value.trim();
      const others = rows.some((other) => other.credit.value.trim() !== credit);
      row.part("same-credit").hidden = !credit || !others;
    }
  }

  #showSum() {
    const { rows, words } = this;
    const moving = rows.filter((row) => row.isMoving);
    const sum = this.root.querySelector("[data-photo-sum]");
    sum.hidden = moving.length === 0;
    const total = rows.reduce((all, row) => all + row.size, 0);
    const sent = rows.reduce((all, row) => all + (row.isMoving ? row.sent : row.size), 0);
    sum.querySelector("progress").value = total ? sent / total : 0;
    sum.querySelector("[data-sum-words]").textContent = words.sum
      .replace("{arrived}", rows.length - moving.length)
      .replace("{count}", rows.length)
      .replace("{sent}", bytes(sent))
      .replace("{total}", bytes(total));
    const all = sum.querySelector("[data-pause-all]");
    all.textContent = rows.some((row) => row.state === "sending") ? words.pauseAll : words.goOnAll;
    all.hidden = moving.length < 2;
  }
}
