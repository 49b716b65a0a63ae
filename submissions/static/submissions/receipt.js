// The receipt: the draft may go, the private link can be copied.

import { forgetSent } from "./drafts.js";

forgetSent();

const button = document.querySelector("[data-copy]");
const link = document.querySelector("[data-link]");

function copied() {
  button.textContent = button.dataset.copied;
}

link.addEventListener("focus", () => link.select());
button.hidden = false;
button.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(link.value);
  } catch {
    link.select(); // no clipboard on plain http
    document.execCommand("copy");
  }
  copied();
});
