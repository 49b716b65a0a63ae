// Two versions of one field, side by side, with a choice: typed here, or from the file.

const MARKS = /^#+ |\*\*/gm;

export class Choices {
  #offered = [];

  constructor({ root, form, words, write }) {
    Object.assign(this, { root, form, words, write });
    this.template = root.querySelector("template").content;
    this.list = root.querySelector("[data-choices]");
    root.querySelector("[data-all-mine]").addEventListener("click", () => this.#all("mine"));
    root.querySelector("[data-all-theirs]").addEventListener("click", () => this.#all("theirs"));
  }

  // Each: the field's name, the words typed, the words of the file.
  offer(contested) {
    this.clear();
    this.#offered = contested.map((one) => this.#row(one));
    this.list.append(...this.#offered);
    this.root.hidden = contested.length === 0;
    for (const all of this.root.querySelectorAll("[data-all-mine], [data-all-theirs]")) {
      all.hidden = contested.length < 2;
    }
  }

  clear() {
    this.#offered = [];
    this.list.replaceChildren();
    this.root.hidden = true;
  }

  #row({ name, mine, theirs }) {
    const row = this.template.cloneNode(true).firstElementChild;
    row.querySelector("legend").textContent = labelOf(this.form, name);
    for (const [side, text] of Object.entries({ mine, theirs })) {
      const radio = row.querySelector(`[value=${side}]`);
      radio.name = `choice-${name}`;
      radio.addEventListener("change", () => this.write(name, text));
      row.querySelector(`[data-${side}]`).textContent = text.replace(MARKS, "");
    }
    return row;
  }

  #all(side) {
    for (const row of this.#offered) row.querySelector(`[value=${side}]`).click();
  }
}

export function labelOf(form, name) {
  const label = form.querySelector(`#field-${name} .field-label`);
  return label?.firstChild?.textContent.trim() ?? name;
}
