// A mailbox's form: presets, the receipt as it will read, a test without a new page.
// Everything here only helps; the form works without it.

const form = document.querySelector("[data-mailbox-form]");
const field = (name) => form.elements[name];

function fillServer() {
  const chosen = field("provider").selectedOptions[0];
  if (!chosen?.dataset.host) return;
  for (const name of ["host", "port", "security"]) field(name).value = chosen.dataset[name];
}

function showDoneFolder() {
  const row = field("done_folder").closest(".gk-field");
  row.hidden = field("after_intake").value !== "move";
}

function previewReceipt() {
  const shown = document.querySelector("[data-receipt]");
  const { ref, link } = shown.dataset;
  const filled = (words) => words.replaceAll("{ref}", ref).replaceAll("{link}", link);
  const show = () => {
    for (const part of ["subject", "body"]) {
      const words = field(`receipt_${part}`).value.trim() || shown.dataset[part];
      shown.querySelector(`[data-receipt-${part}]`).textContent = filled(words);
    }
    shown.hidden = !field("acknowledges").checked;
  };
  for (const name of ["receipt_subject", "receipt_body", "acknowledges"]) {
    field(name).addEventListener("input", show);
  }
  show();
}

// The page that the server would show, without losing the code that was typed.
async function ask(url, body) {
  const answer = await fetch(url, { method: "POST", body });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function showResult(page) {
  const now = page.querySelector("[data-probe-result]");
  const old = document.querySelector("[data-probe-result]");
  if (!now) return false;
  now.querySelector("[data-code-lost]")?.remove(); // here it is still in its field
  old.replaceWith(document.importNode(now, true));
  joinSavedTest();
  document.querySelector("#probe").focus({ preventScroll: window.innerWidth > 960 });
  return true;
}

async function probe(form, body, fall) {
  const note = document.querySelector("[data-probe-note]");
  note.hidden = false;
  form.setAttribute("aria-busy", "true");
  try {
    const page = await ask(form.action, body);
    const refused = page.querySelector(".gk-wrong, form .gk-error[role=alert]");
    if (refused || !showResult(page)) fall();
  } catch {
    fall();
  } finally {
    note.hidden = true;
    form.removeAttribute("aria-busy");
  }
}

function joinSavedTest() {
  const saved = document.querySelector("[data-probe-saved]");
  saved?.addEventListener("submit", (event) => {
    event.preventDefault();
    probe(saved, new FormData(saved), () => saved.submit());
  });
}

form.addEventListener("submit", (event) => {
  if (!event.submitter?.hasAttribute("data-probe") || form.dataset.falling) return;
  event.preventDefault();
  const button = event.submitter;
  probe(form, new FormData(form, button), () => {
    form.dataset.falling = "1";
    form.requestSubmit(button);
  });
});

field("provider").addEventListener("change", fillServer);
field("after_intake").addEventListener("change", showDoneFolder);
if (!field("host").value) fillServer();
showDoneFolder();
previewReceipt();
joinSavedTest();
