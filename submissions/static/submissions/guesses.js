// Accept guesses one after another without a new page, so that words being edited stay.
// What changes is taken from the page that the server would show.

const PARTS = ["[data-guesses]", "#blocked", "[data-reads] .gk-buttons"];
const ACCEPTS = "[data-guesses] [data-decide] button, #blocked button";

async function pageAfter(form, button) {
  const body = new FormData(form, button);
  const url = button.hasAttribute("formaction") ? button.formAction : form.action;
  const answer = await fetch(url, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function take(page) {
  for (const part of PARTS) {
    const now = page.querySelector(part);
    const old = document.querySelector(part);
    if (now) old?.replaceWith(document.importNode(now, true));
    else old?.remove();
  }
}

function focusAt(place) {
  const left = document.querySelectorAll("[data-guesses] .gk-accept");
  const next = left[Math.min(Math.max(place, 0), left.length - 1)];
  (next || document.querySelector(".gk-guesses-done summary"))?.focus();
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (!button?.matches(ACCEPTS) || form.dataset.falling) return;
  event.preventDefault();
  const row = form.closest("[data-guess]");
  const place = [...document.querySelectorAll("[data-guess]")].indexOf(row);
  row?.setAttribute("aria-busy", "true");
  try {
    take(await pageAfter(form, button));
    focusAt(place);
  } catch { // the ordinary way says what is wrong
    form.dataset.falling = "1";
    form.requestSubmit(button);
  }
});
