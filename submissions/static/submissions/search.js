/* The search page: j and k go from hit to hit, / goes to the box, a choice of order asks
   at once.  Without it everything still works with the button. */

const form = document.querySelector("[data-search]");
const hits = [...document.querySelectorAll("[data-hits] .gk-row-title")];

// The attribute alone does nothing here: the frame of the admin takes the focus away.
if (form?.elements.q.autofocus) {
  form.elements.q.focus();
}

form?.querySelector("[data-at-once]")?.addEventListener("change", () => {
  form.requestSubmit();
});

function isTyping(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  }
  const here = hits.indexOf(document.activeElement);
  if (event.key === "/") {
    event.preventDefault();
    form?.elements.q.select();
  } else if (event.key === "j") {
    hits[Math.min(here + 1, hits.length - 1)]?.focus();
  } else if (event.key === "k") {
    hits[Math.max(here - 1, 0)]?.focus();
  }
});
