// The desk's rooms: keyboard, missing notes, telephone, progress of a package.
// Everything here only helps; each form works without it.

const all = (selector, join) => document.querySelectorAll(selector).forEach(join);

function askForNotes(form) {
  const note = form.querySelector("[data-note]");
  const missing = form.querySelector("[data-note-missing]");
  form.addEventListener("submit", (event) => {
    const empty = event.submitter?.hasAttribute("data-needs-note") && !note.value.trim();
    missing.hidden = !empty;
    if (empty) {
      event.preventDefault();
      note.focus();
    }
  });
}

function saveByKeyboard(form) {
  let dirty = form.hasAttribute("data-dirty");
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // A line ends with Enter; the piece is saved with its button or Ctrl+S.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input, [data-line]")) event.preventDefault();
  });
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

// The list offers whole fields; here it completes the word that is being typed.
function completeTags(field) {
  const list = field.list;
  const known = [...list.options].map((option) => option.value);
  field.addEventListener("input", () => {
    const before = field.value.replace(/[^\s,，]*$/, "");
    const taken = new Set(before.split(/[\s,，]+/));
    list.replaceChildren(...known.filter((tag) => !taken.has(tag)).map((tag) =>
      Object.assign(document.createElement("option"), { value: before + tag })));
  });
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
      if (answer.ok) {
        const job = await answer.json();
        bar.value = job.progress;
        note.textContent = job.progress_note || "";
        if (job.state === "done" || job.state === "failed") {
          window.location.reload();
          return;
        }
      }
    } catch { /* the line dropped: look again */ }
    window.setTimeout(look, 1000);
  };
  look();
}

// A photograph that is being checked shows itself when it is.
function watchPhotos() {
  const waiting = document.querySelectorAll("[data-photo][data-waiting]");
  if (!waiting.length) return;
  window.setTimeout(async () => {
    try {
      const answer = await fetch(window.location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of waiting) {
        const now = page.querySelector(`[data-photo="${old.dataset.photo}"]:not([data-waiting])`);
        if (now) old.replaceWith(document.importNode(now, true));
      }
    } catch { /* the line dropped: look again */ }
    watchPhotos();
  }, 3000);
}

function keepBusy(form) {
  form.addEventListener("submit", () => {
    form.setAttribute("aria-busy", "true");
    form.querySelector("[data-busy-note]").hidden = false;
  });
}

function setRoleAtOnce(select) {
  const button = select.form.querySelector("[data-role-set]");
  button.hidden = true;
  select.addEventListener("change", () => select.form.requestSubmit(button));
}

function offerToCopy(button) {
  const text = document.querySelector("[data-copy]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy"); // a site without https has no clipboard
    }
    button.textContent = button.dataset.done;
  });
}

// A second click would ask a second time.
function onlyOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}

function confirmFirst(form) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

all("[data-act-form]", askForNotes);
all("[data-room-form]", saveByKeyboard);
all("[list=known-tags]", completeTags);
all("[data-open-phone]", openPhone);
all("[data-job]", watchJob);
all("[data-busy]", keepBusy);
all("[data-role]", setRoleAtOnce);
all("[data-confirm]", confirmFirst);
all("[data-once]", onlyOnce);
all("[data-copy-button]", offerToCopy);
watchPhotos();
