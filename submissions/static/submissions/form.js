// Joins the parts of the public form. Everything works without it; this makes it kinder.

import { Clearance } from "./clearance.js";
import { draftOf } from "./drafts.js";
import { isDocument, takeDrops } from "./drop.js";
import { Editor } from "./editor.js";
import { Elsewhere } from "./elsewhere.js";
import { rememberFolds, tellFolds } from "./folding.js";
import { Importing } from "./importing.js";
import { Keeping } from "./keeping.js";
import { showLength } from "./length.js";
import { Looking } from "./looking.js";
import { Photos } from "./photos.js";
import { Proof } from "./proof.js";
import { Sending } from "./sending.js";
import { Uploads } from "./uploads.js";

const form = document.querySelector("[data-piece]");
const words = JSON.parse(document.getElementById("form-words").textContent);
const opened = JSON.parse(document.getElementById("form-draft")?.textContent ?? "null");
const part = (name) => document.querySelector(`[data-${name}]`);
const { files: address, drafts, challenge = "" } = form.dataset;
const key = () => form.elements.key.value;
const returned = form.hasAttribute("data-returned");

let ready = false; // while the parts are joined nothing is a change

document.documentElement.classList.add("has-script");
for (const hidden of document.querySelectorAll("[data-with-script]")) hidden.hidden = false;
for (const shown of document.querySelectorAll("[data-without-script]")) shown.hidden = true;
const folds = form.querySelectorAll("[data-fold]");
rememberFolds(folds);

const announce = (sentence) => (part("announce").textContent = sentence);
const isOpen = () => elsewhere.isOpen;
const uploads = new Uploads({ address, key, words });
const looking = new Looking({
  address,
  key,
  onFiles: (files) => took(files),
  isBusy: () => photos.checking || importing.isBusy,
  isOpen,
});
const thumbs = Object.fromEntries((draftOf(key())?.photos ?? []).map(({ id, thumb }) => [id, thumb]));
const photos = new Photos({
  root: part("photos"), uploads, address, words, thumbs, announce, isOpen,
  onChange: () => changed(),
  onArrived: () => looking.wake(),
});
const editor = new Editor({
  field: form.elements.body,
  paper: part("paper"),
  tools: [...form.querySelectorAll("[data-tool]")],
  label: part("body-label"),
  onPasted: ({ pictures }) => (part("paste-note").hidden = !pictures),
  onFiles: (pasted) => {
    photos.add(pasted.filter((file) => !isDocument(file)));
    return true;
  },
});
const clearance = new Clearance({
  root: part("clearance"), field: form.elements.clearance_upload, uploads, address, words,
  onChange: () => changed(),
});
const importing = new Importing({
  root: form, form, uploads, photos, address, words, write,
  onChange: () => changed(),
  onArrived: () => looking.wake(),
});
const keeping = new Keeping({
  form, photos, words, address: drafts, part,
  isNew: !returned,
  show: shown,
});
const elsewhere = new Elsewhere({
  form, keeping, address: drafts, words, announce,
  onOpen: () => looking.wake(),
});
const proof = new Proof({ field: form.elements.altcha, address: challenge });
const sending = new Sending({ form, photos, clearance, importing, proof, keeping, words, part });

takeDrops({
  veil: part("veil"),
  onDocument: (file) => importing.take(file),
  onPhotos: (dropped) => photos.add(dropped),
});

function write(name, value) {
  form.elements[name].value = value;
  if (name === "body") editor.load();
  showLength(form, words);
}

// After the fields were written by other hands than hers.
function shown() {
  editor.load();
  clearance.restore();
  tellFolds(folds);
  showLength(form, words);
}

function took(files) {
  clearance.look(files);
  importing.look(files);
  elsewhere.came(photos.take(files));
  sending.resume();
}

function changed() {
  if (!ready) return;
  showLength(form, words);
  keeping.changed();
  sending.resume();
}

function typed(event) {
  if (event.isComposing) return;
  if (event.target.name === "kind") form.dataset.kindChosen = "yes";
  proof.ready();
  changed();
}

// A line ends with Enter; the piece is sent with its button only.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=radio])")) {
    event.preventDefault();
  }
});
form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("compositionend", typed);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // back from the receipt: begin as the server says
});

ready = true;
if (returned) keeping.server.begin(opened ?? draftOf(key()) ?? {});
if (returned) keeping.save();
const restored = !returned && keeping.restore();
if (restored || photos.rows.length || form.elements.clearance_upload.value) looking.wake(0);
showLength(form, words);
document.querySelector("[data-problems]")?.focus();
