// After @ in a note the names of colleagues are offered; Enter or a click takes one.

const field = document.querySelector("[data-mentions]");
const list = document.querySelector("[data-mention-list]");
const names = [...(document.getElementById(field?.dataset.mentions)?.options ?? [])]
  .map((option) => option.value);
const OPEN = /[@＠]([^\s@＠]{0,20})$/;
const MOST = 6;

function typed() {
  return OPEN.exec(field.value.slice(0, field.selectionStart));
}

function take(name) {
  const found = typed();
  if (!found) return;
  const end = field.selectionStart;
  const start = end - found[1].length;
  field.setRangeText(`${name} `, start, end, "end");
  list.hidden = true;
  field.focus();
}

function offer() {
  const found = typed();
  const fitting = found
    ? names.filter((name) => name.toLowerCase().startsWith(found[1].toLowerCase())).slice(0, MOST)
    : [];
  list.replaceChildren(...fitting.map((name) => {
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: "gk-link", textContent: name,
    });
    button.addEventListener("click", () => take(name));
    return button;
  }));
  list.hidden = !fitting.length;
}

if (field && list) {
  field.addEventListener("input", offer);
  field.addEventListener("keydown", (event) => {
    const first = list.querySelector("button");
    if (event.key === "Escape") list.hidden = true;
    if (event.key === "Enter" && !list.hidden && first) {
      event.preventDefault();
      take(first.textContent);
    }
  });
}
