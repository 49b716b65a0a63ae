// The board of an issue: a story is dragged onto a page, to another, or back to the list.
// The menu of each story does the same without a mouse; both ask one address.

import { refresh } from "./live.js";

const wall = document.querySelector(".gk-wall");
const parts = ["wall-pages", "wall-ready"].map((id) => document.getElementById(id));
const status = document.getElementById("wall-said");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
let dragged = null;

async function ask(address, form) {
  form.set("csrfmiddlewaretoken", token());
  status.classList.remove("gk-late");
  const answer = await fetch(address, {
    method: "POST", body: form, headers: { Accept: "application/json", "X-Board": "1" },
  }).catch(() => null);
  const isJson = answer?.headers.get("Content-Type")?.includes("json");
  const said = isJson ? await answer.json() : { error: wall.dataset.failed };
  status.textContent = said.error || said.said;
  status.classList.toggle("gk-late", Boolean(said.error));
  for (const part of parts) {
    for (const open of part.querySelectorAll("details[open]")) open.open = false;
    delete part.dataset.busy;
  }
  if (parts.some((part) => part.contains(document.activeElement))) document.activeElement.blur();
  await Promise.all(parts.map(refresh));
}

function move(story, target) {
  const form = new FormData();
  form.set("story", story.dataset.story);
  form.set("seen_on", story.dataset.seen);
  form.set("to", target);
  return ask(wall.dataset.move, form);
}

const dropOf = (event) => event.target.closest?.("[data-drop]");

function clear() {
  for (const each of wall.querySelectorAll(".gk-wall-over")) each.classList.remove("gk-wall-over");
}

wall.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-story]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.story);
  dragged.classList.add("gk-wall-dragged");
  for (const part of parts) part.dataset.busy = "";
});

wall.addEventListener("dragover", (event) => {
  const drop = dropOf(event);
  clear();
  if (!dragged || !drop || drop.dataset.drop === dragged.dataset.seen) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  drop.classList.add("gk-wall-over");
});

wall.addEventListener("drop", (event) => {
  const drop = dropOf(event);
  if (!dragged || !drop || drop.dataset.drop === dragged.dataset.seen) return;
  event.preventDefault();
  move(dragged, drop.dataset.drop);
});

wall.addEventListener("dragend", () => {
  clear();
  dragged?.classList.remove("gk-wall-dragged");
  dragged = null;
  for (const part of parts) delete part.dataset.busy;
});

// Forms of the board are sent in place, so that nobody loses where she was.
wall.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const asked = new FormData(form, event.submitter);
  event.submitter?.setAttribute("disabled", "");
  ask(form.action, asked);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest?.(".gk-wall-menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
