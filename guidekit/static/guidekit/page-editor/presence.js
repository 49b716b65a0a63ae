// Who else is at the page, and whose block she holds. Asked while the window is looked at,
// more often while somebody else is there; gone when it closes.

import { send } from "./asking.js";
import { say } from "./words.js";

const ALONE = 15000;
const TOGETHER = 4000;
const SOON = 400;

export class Presence {
  constructor(address, place, { mine, told }) {
    Object.assign(this, { address, place, mine, told });
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    this.tab = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.timer = 0;
    document.addEventListener("visibilitychange", () => this.look());
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.look(); });
    window.addEventListener("pagehide", () => this.#leave());
    this.look();
  }

  // What one holds has changed: say so soon, once for many changes.
  changed() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), SOON);
  }

  async look() {
    window.clearTimeout(this.timer);
    if (document.visibilityState !== "visible") return;
    let wait = ALONE;
    try {
      const said = await send(this.address, "POST", { tab: this.tab, ...this.mine() });
      this.#show(said.neighbours);
      this.told(said);
      if (said.neighbours.length) wait = TOGETHER;
    } catch { /* the line dropped: ask again */ }
    this.timer = window.setTimeout(() => this.look(), wait);
  }

  // What has not changed is not said again to who listens.
  #show(neighbours) {
    const told = JSON.stringify(neighbours);
    if (this.place.dataset.told === told) return;
    this.place.dataset.told = told;
    this.place.replaceChildren(...neighbours.map(({ name, is_editing: isEditing }) =>
      Object.assign(document.createElement("span"), {
        className: `gk-companion${isEditing ? " gk-soon" : ""}`,
        textContent: say(isEditing ? "editing" : "looking", { name }),
      })));
  }

  #leave() {
    window.clearTimeout(this.timer);
    send(`${this.address}?tab=${this.tab}`, "DELETE", undefined, { keepalive: true }).catch(() => {});
  }
}
