// The composed page: the server's parts in one SVG. A part that is as before stays where it
// is; fonts are loaded before the words that ask for them are shown.

const SVG = "http://www.w3.org/2000/svg";
const MOST_FONTS = 60; // a page has some eight; those of blocks that were left out come on top

const bytesOf = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

export class Drawing {
  constructor(svg) {
    this.svg = svg;
    this.parts = new Map();
    this.texts = new Map();
    this.fonts = new Map();
  }

  // Keys of what need not be sent again.
  get known() { return [...this.texts.keys(), ...this.fonts.keys()]; }

  async show({ width, height, parts, fonts }) {
    await Promise.all(fonts.map((font) => this.#load(font)));
    this.#forgetFonts(fonts);
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#keepTexts(parts);
    const names = new Set(parts.map((part) => part.name));
    for (const [name, { group }] of this.parts) {
      if (names.has(name)) continue;
      group.remove();
      this.parts.delete(name);
    }
    for (const part of parts) this.#draw(part);
  }

  async #load({ family, key, data }) {
    if (this.fonts.has(key) || data === null) return;
    const face = new FontFace(family, bytesOf(data));
    this.fonts.set(key, face);
    await face.load();
    document.fonts.add(face);
  }

  // The oldest fonts go, but for those that the page asks for now.
  #forgetFonts(fonts) {
    const asked = new Set(fonts.map((font) => font.key));
    for (const [key, face] of this.fonts) {
      if (this.fonts.size <= MOST_FONTS) return;
      if (asked.has(key)) continue;
      document.fonts.delete(face);
      this.fonts.delete(key);
    }
  }

  #keepTexts(parts) {
    const kept = parts.map(({ key, svg }) => [key, svg ?? this.texts.get(key)]);
    this.texts = new Map(kept);
  }

  #draw({ name, key }) {
    const held = this.parts.get(name) ?? { key: "", group: document.createElementNS(SVG, "g") };
    held.group.dataset.part = name;
    this.svg.append(held.group); // in the order of the parts
    if (held.key !== key) {
      fill(held.group, this.texts.get(key));
      held.key = key;
    }
    this.parts.set(name, held);
  }
}

// A picture that moves stays the element that it is, so that it does not blink.
function fill(group, svg) {
  const window = group.firstElementChild;
  if (window?.localName !== "svg") {
    group.innerHTML = svg; // escaped by the server, from our own letters and numbers
    return;
  }
  const fresh = document.createElementNS(SVG, "g");
  fresh.innerHTML = svg;
  copyNames(fresh.firstElementChild, window);
  copyNames(fresh.querySelector("image"), window.querySelector("image"));
}

function copyNames(from, to) {
  for (const { name, value } of from.attributes) {
    if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  }
}
