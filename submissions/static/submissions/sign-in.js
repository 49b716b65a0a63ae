// Does the proof of work while she types her e-mail; without it fewer codes are sent.

import { Proof } from "./proof.js";

const form = document.querySelector("[data-challenge]");

await new Proof({ field: form.elements.altcha, address: form.dataset.challenge }).ready();
