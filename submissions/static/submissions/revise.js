// A piece sent back for revision: the form's editor, and what was typed is kept in this
// browser until the desk has it. Everything works without.

import { Editor } from "./editor.js";
import { showLength } from "./length.js";

const PREFIX = "guidekit.revise.";
const PAUSE = 400;
const KEPT = ["kicker", "headline", "deck", "byline", "body", "note"];
// The words of the photographs that are here, one field of a name for each.
const LISTS = ["picture_captions", "picture_credits"];

const form = document.querySelector("[data-revise]");
const part = (name) => form.querySelector(`[data-${name}]`);
const name = PREFIX + form.dataset.revise;

const editor = new Editor({
  field: form.elements.body,
  paper: part("paper"),
  tools: [...form.querySelectorAll("[data-tool]")],
  label: part("body-label"),
  onPasted: ({ pictures }) => {
    part("paste-note").hidden = !pictures;
  },
});
for (const hidden of form.querySelectorAll("[data-with-script]")) hidden.hidden = false;
for (const shown of form.querySelectorAll("[data-without-script]")) shown.hidden = true;

// A line ends with Enter; the piece is sent with its button only.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

// Private windows and full disks refuse to keep anything; the form works without.
function attempt(action) {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}

// Each field that is kept, with the name it is kept by.
function kept() {
  const fields = KEPT.map((field) => [field, form.elements[field]]);
  const lists = LISTS.map((list) => [...form.querySelectorAll(`[name="${list}"]`)]
    .map((field, place) => [`${list}.${place}`, field]));
  return [...fields, ...lists.flat()];
}

function save() {
  const words = Object.fromEntries(kept().map(([as, field]) => [as, field.value]));
  attempt(() => localStorage.setItem(name, JSON.stringify(words)));
}

function restore() {
  const words = attempt(() => JSON.parse(localStorage.getItem(name)));
  if (!words || kept().every(([as, field]) => field.value === (words[as] ?? field.value))) return;
  for (const [as, field] of kept()) field.value = words[as] ?? field.value;
  editor.load();
  part("restored").hidden = false;
}

let pending = 0;
form.addEventListener("input", () => {
  showLength(form, {});
  clearTimeout(pending);
  pending = setTimeout(save, PAUSE);
});
window.addEventListener("pagehide", () => pending && save());

let sending = false;
form.addEventListener("submit", (event) => {
  if (sending) return event.preventDefault();
  sending = true;
  clearTimeout(pending);
  save(); // thrown away by the piece's page, once the desk has it
  return undefined;
});
window.addEventListener("pageshow", (event) => event.persisted && location.reload());

if (!form.hasAttribute("data-returned")) restore();
showLength(form, {});
document.querySelector("[data-problems]")?.focus();
