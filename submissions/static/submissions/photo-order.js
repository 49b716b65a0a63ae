// The order of photographs: by two buttons, by arrow keys, by dragging a grip with mouse
// or finger. What moved is said aloud.

export class Order {
  constructor({ list, words, announce, onMoved }) {
    Object.assign(this, { list, words, announce, onMoved });
  }

  wire(row) {
    row.part("up").addEventListener("click", () => this.#step(row, -1, "up"));
    row.part("down").addEventListener("click", () => this.#step(row, 1, "down"));
    const grip = row.part("grip");
    grip.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.#step(row, step, "grip");
    });
    grip.addEventListener("pointerdown", (event) => this.#drag(row, grip, event));
  }

  #items() {
    return [...this.list.children];
  }

  #step(row, step, focus) {
    const items = this.#items();
    const other = items[items.indexOf(row.element) + step];
    if (!other) return;
    if (step < 0) other.before(row.element);
    else other.after(row.element);
    this.#moved(row);
    const button = row.part(focus);
    // At the end of the way the button is off; its opposite keeps the place.
    (button.disabled ? row.part(focus === "up" ? "down" : "up") : button).focus();
  }

  #moved(row) {
    this.onMoved();
    const place = this.#items().indexOf(row.element) + 1;
    this.announce(
      this.words.moved
        .replace("{name}", row.name)
        .replace("{place}", place)
        .replace("{count}", this.#items().length),
    );
  }

  #drag(row, grip, event) {
    if (event.button || this.#items().length < 2) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    const { element } = row;
    const before = this.#items().indexOf(element);
    element.dataset.dragged = "";
    const move = (at) => this.#follow(element, at.clientY);
    const end = () => {
      grip.removeEventListener("pointermove", move);
      delete element.dataset.dragged;
      grip.focus();
      if (this.#items().indexOf(element) !== before) this.#moved(row);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", end, { once: true });
  }

  #follow(element, height) {
    const middle = (item) => {
      const box = item.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const next = this.#items().find((item) => item !== element && middle(item) > height);
    if (next && next.previousElementSibling !== element) next.before(element);
    else if (!next && this.list.lastElementChild !== element) this.list.append(element);
    const edge = 60;
    if (height < edge) window.scrollBy(0, -12);
    else if (height > window.innerHeight - edge) window.scrollBy(0, 12);
  }
}
