// Parts of a screen that are asked for again and again; 304 changes nothing.

const parts = [...document.querySelectorAll("[data-live]")];
const known = new WeakMap();

export async function refresh(part) {
  const tag = known.get(part);
  const headers = { Accept: "text/html", ...(tag ? { "If-None-Match": tag } : {}) };
  const answer = await fetch(part.dataset.live, { headers, cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected || isBusy(part)) return;
  known.set(part, answer.headers.get("ETag"));
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (isBusy(part)) return;
  const focus = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.replaceChildren(...found.body.childNodes);
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  part.dispatchEvent(new CustomEvent("refreshed"));
}

// Nothing is taken from under somebody's pointer, open menu or half-typed word.
function isBusy(part) {
  if ("busy" in part.dataset) return true;
  const at = document.activeElement;
  const types = at?.matches?.("input[type=text], input[type=search], select, textarea");
  return Boolean(part.querySelector("details[open]") || (types && part.contains(at)));
}

for (const part of parts) {
  const every = Number(part.dataset.every) || 10000;
  window.setInterval(() => {
    if (document.visibilityState === "visible") refresh(part);
  }, every);
}
