// Joins the parts of the public form. Everything works without it; this makes it kinder.

import { beat, draftOf, findDraft, forget, HEARTBEAT, keepDraft, rememberSent } from "./drafts.js";
import { Editor } from "./editor.js";
import { showLength } from "./length.js";
import { Photos } from "./photos.js";

const SAVE_PAUSE = 400;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "key", "website", "consent", "photos",
  "uploads", "upload_captions", "upload_credits"]);

const form = document.querySelector("[data-piece]");
const words = JSON.parse(document.getElementById("form-words").textContent);
const part = (name) => form.querySelector(`[data-${name}]`);
const keyField = form.elements.key;
const returned = form.hasAttribute("data-returned");

document.documentElement.classList.add("has-script");

const editor = new Editor({
  field: form.elements.body,
  paper: part("paper"),
  tools: [...form.querySelectorAll("[data-tool]")],
  label: part("body-label"),
  onPasted: ({ pictures }) => {
    part("paste-note").hidden = !pictures;
  },
});
for (const hidden of form.querySelectorAll("[data-with-script]")) hidden.hidden = false;
for (const shown of form.querySelectorAll("[data-without-script]")) shown.hidden = true;

const thumbs = Object.fromEntries(
  (draftOf(keyField.value)?.photos ?? []).map((photo) => [photo.id, photo.thumb]),
);
const photos = new Photos({
  root: part("photos"),
  key: () => keyField.value,
  token: form.elements.csrfmiddlewaretoken.value,
  words,
  thumbs,
  onChange: () => changed(),
});

// A line ends with Enter; the piece is sent with its button only.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=radio])")) {
    event.preventDefault();
  }
});

// --- drafts

function fields() {
  const entries = [...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name));
  return Object.fromEntries(entries);
}

function hasContent(kept, pictures) {
  const typed = Object.entries(kept).filter(([name]) => name !== "kind" && name !== "section");
  return pictures.length > 0 || typed.some(([, value]) => value.trim());
}

let pending = 0;

function save() {
  clearTimeout(pending);
  pending = 0;
  const content = { fields: fields(), photos: photos.content() };
  if (!hasContent(content.fields, content.photos)) return forget(keyField.value);
  if (!keepDraft(keyField.value, content)) return undefined;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  part("saved").textContent = words.saved.replace("{time}", time.format(new Date()));
  return undefined;
}

function changed() {
  showLength(form, words);
  resumeSending();
  clearTimeout(pending);
  pending = setTimeout(save, SAVE_PAUSE);
}

function restore() {
  const draft = findDraft();
  if (!draft) return;
  keyField.value = draft.key;
  for (const [name, value] of Object.entries(draft.fields)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  photos.restore(draft.photos);
  editor.load();
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  part("restored-words").textContent = words.restored.replace(
    "{time}",
    time.format(new Date(draft.savedAt)),
  );
  part("restored").hidden = false;
}

part("start-over").addEventListener("click", () => {
  clearTimeout(pending);
  forget(keyField.value);
  form.dataset.over = "yes"; // nothing is kept any more, also not on leaving
  location.assign(location.pathname);
});

// --- sending

let sending = false;
let sendWhenArrived = false;

function say(sentence) {
  part("say").textContent = sentence;
}

function resumeSending() {
  if (!sendWhenArrived || photos.waiting) return;
  sendWhenArrived = false;
  say("");
  form.requestSubmit();
}

function reasonToWait() {
  if (photos.failed) return words.photoFailed;
  if (photos.waiting) {
    sendWhenArrived = true;
    return words.photosWaiting;
  }
  return navigator.onLine ? "" : words.offline;
}

form.addEventListener("submit", (event) => {
  const reason = sending ? " " : reasonToWait();
  if (reason) {
    event.preventDefault();
    if (!sending) say(reason);
    return;
  }
  sending = true;
  save();
  rememberSent(keyField.value);
  say("");
  const button = part("send");
  button.textContent = words.sendingPiece;
  // A disabled button's form is still sent, but only after this event.
  setTimeout(() => (button.disabled = true));
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // back from the receipt: begin as the server says
});
window.addEventListener("pagehide", () => {
  if (pending && !form.dataset.over) save();
});
form.addEventListener("input", changed);
form.addEventListener("change", changed);
setInterval(() => document.visibilityState === "visible" && beat(keyField.value), HEARTBEAT);

if (returned) save();
else restore();
showLength(form, words);
document.querySelector("[data-problems]")?.focus();
