// Does the proof of work while she types her e-mail; without it fewer codes are sent.

import { solved } from "./challenge.js";

const form = document.querySelector("[data-challenge]");

try {
  form.elements.altcha.value = await solved(form.dataset.challenge);
} catch {
  // no line just now: the form is sent as it is
}
