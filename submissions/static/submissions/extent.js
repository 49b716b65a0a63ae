// Tells, while one types, how many lines the words run in a column of the page.

const PAUSE = 400; // milliseconds after the last key

const card = document.querySelector("[data-extent]");
const form = document.querySelector("[data-room-form]");
const part = (name) => card.querySelector(`[data-extent-${name}]`);

let waiting = 0;
let latest = 0;

function words() {
  const captions = [...form.querySelectorAll("[data-caption]")].map((box) => box.value);
  return { body: form.elements.body.value, dateline: form.elements.dateline?.value ?? "", captions };
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
    if (!answer.ok || mine !== latest) return; // an older answer says nothing any more
    const extent = await answer.json();
    part("lines").textContent = extent.lines;
    part("characters").textContent = extent.characters.toLocaleString("en-US");
    part("height").textContent = extent.height;
  } catch { /* the line dropped: the next key asks again */ }
}

if (card && form) {
  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(look, PAUSE);
  });
}
