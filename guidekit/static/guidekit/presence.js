// Who else has the piece open. Asked while the window is looked at; gone when it closes.

const EVERY = 15000;
const place = document.querySelector("[data-presence]");
const form = document.querySelector("[data-room-form]");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const bytes = crypto.getRandomValues(new Uint8Array(16));
const tab = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let writing = form?.hasAttribute("data-dirty") ?? false;
let timer = 0;

function said(more) {
  const words = new FormData();
  const all = { csrfmiddlewaretoken: token, tab, number: place.dataset.number, ...more };
  for (const [name, value] of Object.entries(all)) words.append(name, value);
  return words;
}

async function look() {
  window.clearTimeout(timer);
  if (document.visibilityState !== "visible") return;
  try {
    const body = said({ writing: writing ? "yes" : "" });
    const answer = await fetch(place.dataset.presence, { method: "POST", body });
    if (answer.redirected || answer.status === 403 || answer.status === 404) return;
    if (answer.ok) {
      const told = await answer.json();
      show("[data-others]", told.others);
      show("[data-newer]", told.newer);
    }
  } catch { /* the line dropped: ask again */ }
  timer = window.setTimeout(look, EVERY);
}

// What has not changed is not said again to who listens.
function show(selector, html) {
  const part = place.querySelector(selector);
  if (part.dataset.told === html) return;
  part.dataset.told = html;
  part.innerHTML = html; // our own template, escaped there
}

function write(state) {
  if (writing === state) return;
  writing = state;
  look();
}

if (place && token) {
  form?.addEventListener("input", () => write(true));
  form?.addEventListener("submit", () => { writing = false; });
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  window.addEventListener("pagehide", () => {
    window.clearTimeout(timer);
    navigator.sendBeacon(place.dataset.presence, said({ gone: "yes" }));
  });
  look();
}
