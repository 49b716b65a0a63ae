// Tells, while one types, how many lines the words run in a column of the page.

const PAUSE = 400; // milliseconds after the last key

const card = document.querySelector("[data-extent]");
const form = document.querySelector("[data-room-form]");
const part = (name) => card.querySelector(`[data-extent-${name}]`);

let waiting = 0;
let latest = 0;

const fit = (name) => card.querySelector(`[data-fit-${name}]`);
const STACK = ["kicker", "headline", "deck", "byline", "dateline"];
const asked = "guidekit-fit-width";

function words() {
  const photos = [...form.querySelectorAll("[data-caption]")];
  const stack = Object.fromEntries(STACK.map((name) => [name, form.elements[name]?.value ?? ""]));
  return { body: form.elements.body.value, captions: photos.map((box) => box.value), ...stack, ...wish(photos) };
}

// The width and depth of a block that the editor wishes to know about.
function wish(photos) {
  const [columns, legs] = fit("width").value.split(" ").map(Number);
  if (!columns) return {};
  const photographs = photos
    .filter((box) => Number(box.dataset.width) && Number(box.dataset.height))
    .map((box) => ({ width: box.dataset.width, height: box.dataset.height, caption: box.value }));
  return { columns, legs, depth: Number(fit("depth").value) || null, photographs };
}

function say(told) {
  const found = told.fit;
  fit("said").hidden = fit("parts").hidden = !found;
  if (!found) return;
  fit("said").textContent = found.sentence;
  fit("said").classList.toggle("gk-late", found.lines_over > 0);
  fit("parts").textContent = fit("parts").dataset.words
    .replace("{depth}", found.depth).replace("{head}", found.headline_lines).replace("{photos}", found.photograph_lines);
}

async function look() {
  const mine = (latest += 1);
  try {
    const answer = await fetch(card.dataset.extent, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify(words()),
    });
    if (mine !== latest) return; // an older answer says nothing any more
    const extent = await answer.json();
    if (!answer.ok) return refuse(extent);
    part("lines").textContent = extent.lines;
    part("characters").textContent = extent.characters.toLocaleString("en-US");
    part("height").textContent = extent.height;
    say(extent);
  } catch { /* the line dropped: the next key asks again */ }
}

function refuse(told) {
  fit("parts").hidden = true;
  fit("said").hidden = !told.detail;
  fit("said").textContent = told.detail ?? "";
}

if (card && form) {
  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(look, PAUSE);
  });
  fit("width").value = localStorage.getItem(asked) ?? "";
  fit("width").addEventListener("change", () => {
    localStorage.setItem(asked, fit("width").value);
    look();
  });
  fit("depth").addEventListener("input", look);
  if (fit("width").value) look();
}
