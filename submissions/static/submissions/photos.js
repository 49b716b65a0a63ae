// The list of photographs: each is sent up when chosen and keeps its caption and credit.

import { thumbnailOf } from "./thumbnail.js";
import { Broken, upload, worthAnotherTry } from "./upload.js";

const PAUSE = 1500;

export class Photos {
  constructor({ root, key, token, words, thumbs, onChange }) {
    Object.assign(this, { root, key, token, words, onChange });
    this.list = root.querySelector("[data-photo-list]");
    this.row = root.querySelector("template").content;
    this.chooser = root.querySelector("input[type=file]");
    this.chooser.addEventListener("change", () => {
      this.add([...this.chooser.files]);
      this.chooser.value = ""; // sent up one by one; never a second time with the form
    });
    this.#takeDrops(root.querySelector("[data-photo-drop]"));
    for (const item of this.#items()) this.#wire(item, { thumb: thumbs[idOf(item)] });
  }

  #items() {
    return [...this.list.querySelectorAll("[data-photo]")];
  }

  get waiting() {
    return this.#items().filter((item) => item.dataset.state === "sending").length;
  }

  get failed() {
    return this.#items().filter((item) => item.dataset.state === "failed").length;
  }

  add(files) {
    for (const file of files) this.#start(file);
  }

  // Words of the list for the draft; what has not arrived cannot be kept.
  content() {
    const arrived = this.#items().filter((item) => idOf(item));
    return arrived.map((item) => ({
      id: idOf(item),
      name: item.dataset.name,
      thumb: item.querySelector("img")?.src ?? "",
      caption: item.querySelector("[data-caption]").value,
      credit: item.querySelector("[data-credit]").value,
    }));
  }

  restore(photos) {
    for (const photo of photos) {
      const item = this.#newItem(photo.name);
      item.querySelector("[name=uploads]").value = photo.id;
      item.querySelector("[data-caption]").value = photo.caption;
      item.querySelector("[data-credit]").value = photo.credit;
      this.#wire(item, photo);
    }
  }

  clear() {
    this.list.replaceChildren();
  }

  #newItem(name) {
    const item = this.row.cloneNode(true).querySelector("[data-photo]");
    item.dataset.name = name;
    item.querySelector("[data-name]").textContent = name;
    item.querySelector("[data-format]").textContent = ending(name);
    this.list.append(item);
    return item;
  }

  #wire(item, { thumb = "" } = {}) {
    item.querySelector("[data-remove]").addEventListener("click", (event) => {
      event.preventDefault();
      item.stop?.();
      item.remove();
      this.onChange();
      this.chooser.focus();
    });
    if (thumb) this.#show(item, thumb);
  }

  #show(item, source) {
    const picture = item.querySelector("[data-picture]");
    picture.replaceChildren(Object.assign(new Image(), { src: source, alt: "" }));
  }

  async #start(file) {
    const previous = this.#items().at(-1)?.querySelector("[data-credit]").value ?? "";
    const item = this.#newItem(file.name);
    item.querySelector("[data-credit]").value = previous;
    item.querySelector("[data-size]").textContent = megabytes(file.size);
    this.#wire(item);
    const refusal = this.#refusal(file);
    if (refusal) return this.#fail(item, refusal);
    this.#send(item, file);
    const thumb = await thumbnailOf(file);
    if (thumb) this.#show(item, thumb);
    return this.onChange();
  }

  // Told before a byte is sent.
  #refusal(file) {
    const { maxBytes, maxPhotos } = this.root.dataset;
    if (this.#items().length > Number(maxPhotos)) return this.words.tooMany;
    if (file.size > Number(maxBytes)) return this.words.tooLarge;
    return file.size ? "" : this.words.empty;
  }

  async #send(item, file, tries = 0) {
    const progress = item.querySelector("progress");
    progress.hidden = false;
    item.dataset.state = "sending";
    this.onChange();
    const { address } = this.root.dataset;
    const { key, token, words } = this;
    const onProgress = (part) => this.#advance(item, progress, part);
    const sending = upload({ file, address, key: key(), token, words, onProgress });
    item.stop = sending.stop;
    try {
      this.#arrived(item, await sending.answer);
    } catch (error) {
      if (!item.isConnected) return;
      if (worthAnotherTry(error, tries)) {
        setTimeout(() => item.isConnected && this.#send(item, file, tries + 1), PAUSE);
      } else if (error instanceof Broken) {
        this.#fail(item, error.message, () => this.#send(item, file));
      } else this.#fail(item, error.message);
    }
  }

  #advance(item, progress, part) {
    progress.value = part;
    const percent = `${Math.round(part * 100)}%`;
    item.querySelector("[data-said]").textContent =
      part < 1 ? this.words.sending.replace("{percent}", percent) : this.words.checking;
  }

  #arrived(item, { id }) {
    item.querySelector("[name=uploads]").value = id;
    item.querySelector("progress").hidden = true;
    item.querySelector("[data-said]").textContent = this.words.arrived;
    item.dataset.state = "arrived";
    this.onChange();
  }

  #fail(item, sentence, again) {
    item.dataset.state = "failed";
    item.querySelector("progress").hidden = true;
    item.querySelector("[data-said]").textContent = "";
    const error = item.querySelector("[data-error]");
    error.textContent = sentence;
    error.hidden = false;
    const retry = item.querySelector("[data-retry]");
    retry.hidden = !again;
    retry.onclick = () => {
      error.hidden = retry.hidden = true;
      again();
    };
    this.onChange();
  }

  #takeDrops(zone) {
    const mark = (on) => zone.toggleAttribute("data-over", on);
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      mark(true);
    });
    zone.addEventListener("dragleave", () => mark(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      this.add([...event.dataTransfer.files]);
    });
  }
}

function idOf(item) {
  return item.querySelector("[name=uploads]").value;
}

function ending(name) {
  return name.includes(".") ? name.split(".").at(-1).slice(0, 5).toUpperCase() : "";
}

function megabytes(bytes) {
  const size = bytes / 1024 / 1024;
  return size < 0.1 ? `${Math.ceil(bytes / 1024)} KB` : `${size.toFixed(1)} MB`;
}
