// The telephone's page: each photograph goes up when it is chosen; nothing else happens.

import { Uploads } from "./uploads.js";

const LOOK_AGAIN = 1500;
const SEEN = new Set(["ready", "damaged", "refused"]);

const form = document.querySelector("[data-phone]");
const words = JSON.parse(document.getElementById("phone-words").textContent);
const list = form.querySelector("[data-list]");
const template = form.querySelector("template").content;
const { address, link, mostBytes } = form.dataset;
const moving = new Set();
let isDone = false;

// The name tells this link's uploads from another's in what the browser remembers.
const uploads = new Uploads({ address, link, key: () => `link-${link.slice(0, 8)}`, words });

document.documentElement.classList.add("has-script");

for (const chooser of form.querySelectorAll("input[type=file]")) {
  chooser.addEventListener("click", () => uploads.load().catch(() => null));
  chooser.addEventListener("change", () => {
    for (const file of [...chooser.files]) send(file);
    chooser.value = ""; // sent one by one; never a second time with the page
  });
}

// "Done" waits for what is still on its way.
form.addEventListener("submit", (event) => {
  if (!moving.size) return;
  event.preventDefault();
  isDone = true;
  say(words.waits);
});

for (const row of list.children) if (!SEEN.has(row.dataset.state)) look(row);

async function send(file) {
  const row = newRow(file);
  if (!file.size) return fail(row, words.empty, null);
  if (file.size > Number(mostBytes)) return fail(row, words.tooLarge, null);
  moving.add(row);
  tell(row, words.sending.replace("{percent}", "0%"));
  const handle = await uploads.send(file, "photo", {
    progress: (_id, sent, total) => advance(row, sent, total),
    broken: () => waitForLine(row),
    arrived: (id) => arrived(row, id),
    failed: (sentence, again) => fail(row, sentence, again),
  });
  row.handle = handle;
  return row;
}

function newRow(file) {
  const row = template.cloneNode(true).querySelector("[data-file]");
  part(row, "name").textContent = file.name;
  const picture = Object.assign(new Image(), { src: URL.createObjectURL(file), alt: "" });
  // What this browser cannot show (HEIC, TIFF) is shown when the server has looked.
  picture.addEventListener("error", () => picture.remove());
  part(row, "picture").replaceChildren(picture);
  part(row, "retry").addEventListener("click", () => {
    part(row, "retry").hidden = true;
    moving.add(row);
    row.again();
  });
  list.prepend(row);
  return row;
}

function advance(row, sent, total) {
  moving.add(row);
  row.dataset.state = "sending";
  const bar = row.querySelector("progress");
  bar.hidden = false;
  bar.value = total ? sent / total : 0;
  tell(row, words.sending.replace("{percent}", `${Math.floor(bar.value * 100)}%`));
}

function waitForLine(row) {
  moving.add(row);
  tell(row, words.lineBroke);
}

function arrived(row, id) {
  row.dataset.file = id;
  row.dataset.state = "checking";
  row.querySelector("progress").hidden = true;
  tell(row, words.checking);
  settled(row);
  look(row);
}

function fail(row, sentence, again) {
  row.dataset.state = "failed";
  row.querySelector("progress").hidden = true;
  row.again = again;
  part(row, "retry").hidden = !again;
  tell(row, sentence);
  isDone = false;
  settled(row);
}

function settled(row) {
  moving.delete(row);
  if (moving.size) return;
  say("");
  if (isDone) form.requestSubmit(form.elements.done);
}

// Ask until the desk's eye has looked at it.
async function look(row) {
  const answer = await fetch(`${address}${row.dataset.file}/state/`).catch(() => null);
  const told = answer?.ok ? await answer.json() : null;
  if (told) show(row, told);
  if (!told || !SEEN.has(told.state)) setTimeout(() => look(row), LOOK_AGAIN);
}

function show(row, told) {
  row.dataset.state = told.state;
  row.dataset.tone = told.tone;
  if (told.thumbnail) {
    const picture = Object.assign(new Image(), { src: told.thumbnail, alt: "" });
    part(row, "picture").replaceChildren(picture);
  }
  if (!SEEN.has(told.state)) return;
  tell(row, told.state === "ready" ? told.verdict || words.arrived : told.reason || told.verdict);
  const notes = told.notes.map((note) => Object.assign(document.createElement("li"), { textContent: note }));
  part(row, "notes").replaceChildren(...notes);
}

function tell(row, sentence) {
  part(row, "verdict").textContent = sentence;
}

function say(sentence) {
  form.querySelector("[data-said]").textContent = sentence;
}

function part(row, name) {
  return row.querySelector(`[data-${name}]`);
}
