// The desk's rooms: keyboard, missing notes, telephone, progress of a package.
// Everything here only helps; each form works without it.

const say = (node, shown) => { if (node) node.hidden = !shown; };

function askForNotes(form) {
  const note = form.querySelector("[data-note]");
  const missing = form.querySelector("[data-note-missing]");
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const wanted = button && button.hasAttribute("data-needs-note");
    const empty = wanted && !note.value.trim();
    say(missing, empty);
    if (empty) {
      event.preventDefault();
      note.focus();
    }
  });
}

function saveByKeyboard(form) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

function openPhone(button) {
  button.addEventListener("click", async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(button.dataset.openPhone, {
      method: "POST", headers: { "X-CSRFToken": token },
    });
    const said = await answer.json();
    button.parentElement.querySelector("[data-phone]").textContent = said.phone || said.detail;
    button.remove();
  });
}

function watchJob(row) {
  const bar = row.querySelector("progress");
  const note = row.querySelector("[data-job-note]");
  const look = async () => {
    try {
      const answer = await fetch(row.dataset.job, { headers: { Accept: "application/json" } });
      const job = await answer.json();
      bar.value = job.progress;
      note.textContent = job.progress_note || "";
      if (job.state === "done" || job.state === "failed") {
        window.location.reload();
        return;
      }
    } catch { /* the line dropped: look again */ }
    window.setTimeout(look, 1000);
  };
  look();
}

function keepBusy(form) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    form.setAttribute("aria-busy", "true");
    if (button) button.dataset.label = form.dataset.busy;
  });
}

document.querySelectorAll("[data-act-form]").forEach(askForNotes);
document.querySelectorAll("[data-room-form]").forEach(saveByKeyboard);
document.querySelectorAll("[data-open-phone]").forEach(openPhone);
document.querySelectorAll("[data-job]").forEach(watchJob);
document.querySelectorAll("[data-busy]").forEach(keepBusy);
document.querySelectorAll("[data-confirm]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
});
