// The desk by keyboard. Each key presses something that stands on the screen, so that
// nothing can be done by a key alone. ? tells the keys.

const HELD = (event) => event.ctrlKey || event.metaKey;
const TYPED_IN = "input, textarea, select, [contenteditable=true]";
const help = document.querySelector("[data-keys]");

const press = (selector) => {
  const found = document.querySelector(selector);
  if (!found) return false;
  found.click();
  return true;
};

const go = (selector) => {
  const found = document.querySelector(selector);
  if (!found) return false;
  const folded = found.closest("details");
  if (folded) folded.open = true;
  found.focus();
  found.scrollIntoView({ block: "center" });
  return true;
};

const PLAIN = {
  "/": () => go("[role=search] input[type=search], #searchbar"),
  j: () => press("[data-next]"),
  k: () => press("[data-previous]"),
  o: () => go("[data-note]"),
  n: () => go("[data-mentions]"),
  e: () => go("[data-paper]:not([hidden])") || go("[data-room-form] textarea"),
  "?": () => { help?.showModal(); return Boolean(help); },
};

// Ctrl+Enter ends what one is at: a note is added, a question asked; else what is due is
// done, with the opinion in its field.  Words that are being edited are saved first.
function finish(event) {
  const form = event.target.closest("form");
  if (form?.matches("[data-room-form]")) return;
  event.preventDefault();
  if (form && !form.matches("[data-act-form]")) form.requestSubmit();
  else press("[data-act-form] .gk-primary:not([disabled])");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  if (HELD(event)) {
    if (event.key === "Enter") finish(event);
    return;
  }
  if (event.target.closest(TYPED_IN) || help?.open) return;
  if (PLAIN[event.key]?.()) event.preventDefault();
});

help?.addEventListener("click", (event) => {
  if (event.target === help || event.target.closest("[data-close]")) help.close();
});
