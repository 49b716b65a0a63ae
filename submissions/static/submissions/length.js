// The length of the text against the length its section usually has.

import { countBody, countCharacters } from "./markup.js";

// The mark of the usual length stands at two thirds of the bar.
const MARK = 2 / 3;

// Photo news has no body: its captions are the story.
function countCaptions(form) {
  if (form.elements.kind.value !== "photo_news") return 0;
  const captions = [...form.querySelectorAll("[data-caption]")].map((box) => box.value);
  return countCharacters(captions.join(""));
}

export function showLength(form, words) {
  const dateline = countCharacters(form.elements.dateline?.value ?? "");
  const count = countBody(form.elements.body.value) + dateline || countCaptions(form);
  const section = form.elements.section;
  const usual = Number(section?.selectedOptions[0]?.dataset.usualLength || 0);
  const shown = count.toLocaleString("en-US");
  for (const place of form.querySelectorAll("[data-count]")) place.textContent = shown;
  form.querySelector("[data-usual]").textContent = usual
    ? words.usualLength.replace("{count}", usual.toLocaleString("en-US"))
    : "";
  const track = form.querySelector("[data-track]");
  track.hidden = !usual;
  const fill = form.querySelector("[data-fill]");
  fill.style.width = usual ? `${Math.min(100, (count / usual) * MARK * 100)}%` : "0";
  fill.toggleAttribute("data-over", usual > 0 && count > usual);
}
