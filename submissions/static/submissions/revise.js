// A piece sent back for revision: the form's editor, and what was typed is kept in this
// browser until the desk has it. Everything works without.

import { Editor } from "./editor.js";
import { showLength } from "./length.js";

const PREFIX = "guidekit.revise.";
const PAUSE = 400;
const KEPT = ["kicker", "headline", "deck", "byline", "body", "note"];

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

function save() {
  const words = Object.fromEntries(KEPT.map((field) => [field, form.elements[field].value]));
  attempt(() => localStorage.setItem(name, JSON.stringify(words)));
}

function restore() {
  const kept = attempt(() => JSON.parse(localStorage.getItem(name)));
  if (!kept || KEPT.every((field) => form.elements[field].value === kept[field])) return;
  for (const field of KEPT) form.elements[field].value = kept[field] ?? "";
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
