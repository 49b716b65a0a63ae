// The page editor: the composed page on the screen, its blocks by hand. Here buttons, focus
// and keys are joined to what they do.

import { Editor } from "./editor.js";
import { listen } from "./keyboard.js";

const find = (selector) => document.querySelector(selector);

function wire(editor) {
  const deeds = {
    undo: () => editor.undo(), redo: () => editor.redo(), save: () => editor.save(),
    swap: () => editor.swap(), "take-off": () => editor.takeOff(),
    keys: () => find("[data-keys]").showModal(),
    compare: (button) => editor.saving.compare(button),
    theirs: () => editor.saving.takeTheirs(), mine: () => editor.saving.saveMine(),
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do](button);
    const zoom = event.target.closest("[data-zoom]");
    if (zoom) editor.zoom(zoom.dataset.zoom);
  });
  // Tab chooses: who goes by keyboard sees at once what the arrows would move.
  editor.overlay.place.addEventListener("focusin", (event) => {
    const block = event.target.closest(".gk-block");
    if (block && !editor.swapping) editor.choose(block.dataset.story);
  });
  find("[data-stage]").addEventListener("click", (event) => {
    if (!event.target.closest(".gk-block") && !editor.dragging.justDropped) editor.leave();
  });
  listen(editor);
}

const data = document.getElementById("page-editor-data");
if (data) wire(new Editor(JSON.parse(data.textContent)));
