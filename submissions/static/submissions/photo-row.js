// One photograph of the list: its way up, what the desk's eye says of it, its words.

export class PhotoRow {
  id = "";
  handle = null;
  sent = 0;
  size = 0;

  constructor(element, { words, on }) {
    Object.assign(this, { element, words, on });
    for (const hidden of element.querySelectorAll("[data-with-script]")) hidden.hidden = false;
    this.id = this.#field("uploads").value;
    this.#click("remove", () => on.remove(this));
    this.#click("retry", () => this.again?.());
    this.#click("pause", () => this.#toggle());
    this.#click("same-credit", () => on.sameCredit(this));
    if (this.id) this.state = "arrived";
  }

  get state() {
    return this.element.dataset.state ?? "";
  }

  set state(state) {
    this.element.dataset.state = state;
    const moving = state === "sending" || state === "paused";
    this.part("way").hidden = !moving && state !== "waiting" && state !== "elsewhere";
    this.part("pause").hidden = !moving;
    this.part("pause").textContent = state === "paused" ? this.words.goOn : this.words.pause;
    this.part("retry").hidden = state !== "failed" || !this.again;
    this.part("error").hidden = state !== "failed" && !this.part("error").textContent.trim();
  }

  // On its way by this browser's doing.
  get isMoving() {
    return ["sending", "waiting", "paused"].includes(this.state);
  }

  get caption() {
    return this.part("caption");
  }

  get credit() {
    return this.part("credit");
  }

  get name() {
    return this.element.dataset.name;
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  named(name, size = 0) {
    this.element.dataset.name = name;
    this.part("name").textContent = name;
    this.part("name").title = name;
    const format = this.part("format"); // gone once there is a picture
    if (format) format.textContent = ending(name);
    if (size) this.part("size").textContent = bytes(size);
    this.size = size || this.size;
    return this;
  }

  numbered(number, of) {
    this.part("number").textContent = number;
    this.part("up").disabled = number === 1;
    this.part("down").disabled = number === of;
  }

  picture(source) {
    if (!source || this.part("picture").querySelector("img")?.src.endsWith(source)) return;
    this.part("picture").replaceChildren(Object.assign(new Image(), { src: source, alt: "" }));
  }

  progress(sent, total) {
    [this.sent, this.size] = [sent, total];
    if (this.state !== "paused") this.state = "sending";
    this.#clearError();
    this.#bar(total ? sent / total : 0);
    const percent = Math.floor((sent / total) * 100);
    const words = this.state === "paused" ? this.words.paused : this.words.sending;
    this.#say(words.replace("{sent}", bytes(sent)).replace("{total}", bytes(total)).replace("{percent}", `${percent}%`));
  }

  broken() {
    this.#clearError();
    this.state = "waiting";
    this.#say(navigator.onLine ? this.words.lineBroke : this.words.lineAway);
  }

  arrived(id) {
    this.id = this.#field("uploads").value = id;
    this.sent = this.size;
    this.handle = this.again = null;
    this.#clearError();
    this.state = "checking";
    this.#judge("checking", this.words.checking, []);
  }

  failed(sentence, again) {
    this.again = again;
    this.part("error").textContent = sentence;
    this.state = "failed";
  }

  // What the server knows of it.
  look(file, numberOf) {
    if (this.isMoving || this.state === "failed") return;
    if (file.thumbnail) this.picture(file.thumbnail);
    if (file.state === "arriving") return this.#elsewhere(file);
    if (file.state === "refused") return this.failed(file.reason, null);
    this.#field("uploads").value = file.id;
    this.state = file.state;
    const notes = [...(file.remarks ?? [])];
    const twin = file.same_as && numberOf(file.same_as);
    if (twin) notes.unshift(this.words.sameAs.replace("{number}", twin));
    if (file.found_in) notes.push(this.words.fromWord);
    if (file.state === "checking") return this.#judge("checking", this.words.checking, []);
    const verdict = file.verdict || (file.state === "damaged" ? file.reason : "");
    const tone = file.tone || (file.state === "damaged" ? "bad" : "");
    const size = file.width ? this.words.pixels.replace("{width}", file.width).replace("{height}", file.height) : "";
    if (size) this.part("pixels").textContent = size;
    return this.#judge(tone, verdict, notes);
  }

  // From a telephone, or begun by this browser before it was closed.
  #elsewhere(file) {
    this.state = "elsewhere";
    this.#field("uploads").value = "";
    const part = file.size ? file.offset / file.size : 0;
    this.#bar(part);
    const words = this.on.isOpen() ? this.words.coming : this.words.stopped;
    this.#say(words.replace("{percent}", `${Math.floor(part * 100)}%`));
  }

  #judge(tone, sentence, notes) {
    const verdict = this.part("verdict");
    verdict.hidden = !sentence;
    verdict.dataset.tone = tone;
    if (this.part("verdict-words").textContent !== sentence) this.part("verdict-words").textContent = sentence;
    const items = notes.map((note) => Object.assign(document.createElement("li"), { textContent: note }));
    this.part("notes").replaceChildren(...items);
  }

  #toggle() {
    if (!this.handle) return;
    this.state = this.handle.toggle() ? "paused" : "sending";
    this.progress(this.sent, this.size);
    this.on.change();
  }

  #bar(part) {
    this.element.querySelector("progress").value = part;
  }

  #say(sentence) {
    this.part("said").textContent = sentence;
  }

  #clearError() {
    this.part("error").textContent = "";
  }

  #field(name) {
    return this.element.querySelector(`[name=${name}]`);
  }

  #click(name, act) {
    this.part(name).addEventListener("click", (event) => {
      event.preventDefault();
      act();
    });
  }
}

export function bytes(size) {
  const mega = size / 1024 / 1024;
  return mega < 0.1 ? `${Math.ceil(size / 1024)} KB` : `${mega.toFixed(1)} MB`;
}

function ending(name) {
  return name.includes(".") ? name.split(".").at(-1).slice(0, 5).toUpperCase() : "";
}
