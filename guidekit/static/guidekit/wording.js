// Show a letter as its author will read it, while it is worded.

const form = document.querySelector("[data-wording]");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const sample = read("letter-sample");
const house = read("letter-house");

// Once, as the server does: what a word says is never read again.
const filled = (text) =>
  text.replace(/\{([a-z_]{1,30})\}/g, (whole, name) =>
    Object.hasOwn(sample, name) ? sample[name] : whole,
  );

function show() {
  for (const part of ["subject", "body"]) {
    const typed = form.elements[part].value.trim();
    const shown = document.querySelector(`[data-preview="${part}"]`);
    shown.textContent = filled(typed || house[part]);
  }
}

form.addEventListener("input", show);
