// Accept and refuse proposed tags without a new page, so that words being edited stay.
// What changes is taken from the page that the server would show.

const CARD = "[data-tags]";

async function cardAfter(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const error = page.querySelector("[data-messages] .gk-error, .messagelist .error");
  if (error) throw new Error(error.textContent);
  return page;
}

// The form beside keeps what was accepted when it is saved; show it there too.
function fillForm(page) {
  for (const name of ["tags", "tags_before"]) {
    const now = page.querySelector(`[name=${name}]`);
    const old = document.querySelector(`[name=${name}]`);
    if (!now || !old) return;
    const had = new Set(document.querySelector("[name=tags_before]").value.split(" "));
    const own = old.value.split(/[\s,，]+/).filter((word) => word && !had.has(word));
    old.dataset.next = name === "tags" ? [...new Set([...now.value.split(" "), ...own])].join(" ").trim() : now.value;
  }
  for (const field of document.querySelectorAll("[data-next]")) {
    field.value = field.dataset.next;
    field.defaultValue = field.dataset.next;
    delete field.dataset.next;
  }
}

function take(page) {
  const now = page.querySelector(CARD);
  const old = document.querySelector(CARD);
  if (now) old.replaceWith(document.importNode(now, true));
  else old.remove();
  fillForm(page);
}

function focusAt(place) {
  const left = document.querySelectorAll(`${CARD} .gk-accept`);
  const head = document.querySelector("#tags-head");
  if (head) head.tabIndex = -1;
  (left[Math.min(Math.max(place, 0), left.length - 1)] || head)?.focus();
}

if (!document.documentElement.dataset.tagsHeard) {
  document.documentElement.dataset.tagsHeard = "1";
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter: button } = event;
    if (!form.matches("[data-tag-form]") || form.dataset.falling) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    const forms = [...document.querySelectorAll(`${CARD} .gk-tag-act`)];
    const place = forms.indexOf(form);
    form.closest(".gk-tag-row")?.setAttribute("aria-busy", "true");
    try {
      take(await cardAfter(form, button));
      focusAt(place);
    } catch { // the ordinary way says what is wrong
      form.dataset.falling = "1";
      form.requestSubmit(button);
    }
  });
  // The access key works without a script too, where the browser has such keys.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.code !== "KeyT") return;
    const first = document.querySelector(`${CARD} [accesskey=t]`);
    if (!first) return;
    event.preventDefault();
    first.click();
  });
}
