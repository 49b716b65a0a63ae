// Accept guesses one after another without a new page, so that words being edited stay.
// The panel and the reads are taken from the page that the server would show.

const PARTS = ["[data-guesses]", "[data-reads]"];

async function decide(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function take(page) {
  const note = document.querySelector("#act-note")?.value;
  for (const part of PARTS) {
    const now = page.querySelector(part);
    const old = document.querySelector(part);
    if (!now || !old) throw new Error(part);
    old.replaceWith(document.importNode(now, true));
  }
  const field = document.querySelector("#act-note");
  if (field && note) field.value = note;
}

function focusAt(place) {
  const left = document.querySelectorAll("[data-guesses] .gk-accept");
  const next = left[Math.min(place, left.length - 1)];
  (next || document.querySelector(".gk-guesses-done summary"))?.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-guesses] [data-decide]")) return;
  event.preventDefault();
  const button = event.submitter;
  const row = form.closest("[data-guess]");
  const place = [...document.querySelectorAll("[data-guess]")].indexOf(row);
  (row || form).setAttribute("aria-busy", "true");
  try {
    take(await decide(form, button));
    focusAt(place);
  } catch {
    form.removeAttribute("data-decide");
    form.requestSubmit(button);
  }
});
