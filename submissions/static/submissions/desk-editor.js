// Joins the public form's editor to the desk's forms; without it the textarea is shown.

import { Editor } from "./editor.js";
import { showLength } from "./length.js";

const form = document.querySelector("[data-room-form]");
const part = (name) => form.querySelector(`[data-${name}]`);
const words = { usualLength: part("usual").dataset.words };

new Editor({
  field: form.elements.body,
  paper: part("paper"),
  tools: [...form.querySelectorAll("[data-tool]")],
  label: part("body-label"),
  onPasted: ({ pictures }) => { part("paste-note").hidden = !pictures; },
});
for (const hidden of form.querySelectorAll("[data-with-script]")) hidden.hidden = false;
for (const shown of form.querySelectorAll("[data-without-script]")) shown.hidden = true;

form.addEventListener("input", () => showLength(form, words));
form.elements.section.addEventListener("change", () => showLength(form, words));
showLength(form, words);
