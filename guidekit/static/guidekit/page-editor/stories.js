// The stories of the page in their order, each with how it fits; those without a block can
// be put on the page.

import { say } from "./words.js";

export class StoryList {
  constructor(place, stories, { choose, step, put }) {
    Object.assign(this, { place, stories });
    this.template = document.querySelector("[data-story-row]");
    this.rows = new Map();
    this.mayEdit = true;
    place.addEventListener("click", (event) => {
      const story = event.target.closest("li")?.dataset.story;
      const by = event.target.closest("[data-step]")?.dataset.step;
      if (by) step(story, Number(by));
      else if (event.target.closest("[data-put]")) put(story);
      else if (event.target.closest("[data-choose]")) choose(story);
    });
  }

  show(state, chosen) {
    const standing = new Set(state.blocks.map((block) => block.story));
    state.order.forEach((story, at) => {
      const row = this.#row(story);
      if (this.place.children[at] !== row) this.place.insertBefore(row, this.place.children[at]);
      row.querySelector("[data-slot]").textContent = String(at + 1).padStart(2, "0");
      row.querySelector("[data-choose]").setAttribute("aria-pressed", story === chosen);
      row.querySelector("[data-put]").hidden = standing.has(story) || !this.mayEdit;
      row.classList.toggle("gk-off-page", !standing.has(story));
      for (const step of row.querySelectorAll("[data-step]")) {
        step.hidden = !this.mayEdit;
        step.disabled = at === (Number(step.dataset.step) < 0 ? 0 : state.order.length - 1);
      }
    });
    this.standing = standing;
  }

  told(fits, problems) {
    for (const [story, row] of this.rows) {
      const fit = fits.get(story);
      const tag = row.querySelector("[data-fit]");
      const isOff = !this.standing.has(story);
      tag.textContent = isOff ? say("none") : problems.get(story)?.[0] ?? fit?.sentence ?? "";
      const over = isOff || problems.has(story) || (fit && fit.lines_needed > fit.lines_given);
      const loose = fit && fit.lines_needed < fit.lines_given;
      tag.className = over ? "gk-late" : loose ? "gk-loose" : "gk-fits";
    }
  }

  #row(story) {
    const known = this.rows.get(story);
    if (known) return known;
    const row = this.template.content.firstElementChild.cloneNode(true);
    const name = this.stories.get(story)?.headline ?? story;
    row.dataset.story = story;
    row.querySelector("[data-title]").textContent = name;
    row.querySelector("[data-put]").textContent = say("put_on");
    for (const step of row.querySelectorAll("[data-step]")) {
      const word = say(Number(step.dataset.step) < 0 ? "earlier" : "later", { name });
      step.setAttribute("aria-label", word);
      step.title = word;
    }
    this.rows.set(story, row);
    return row;
  }
}
