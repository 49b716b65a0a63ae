// The marking screen: a click on the page names story and words; marks by keyboard.
// Without it marks are made by the form alone, and found in the list.

const view = document.querySelector("[data-proof]");
const scroll = view?.querySelector("[data-scroll]");
const form = document.querySelector("[data-mark-form]");
const SVG = "http://www.w3.org/2000/svg";
const DOT = 11; // pixels on screen, however large the page is shown
const LARGEST = 6;
let zoom = 1;

const marks = () => [...document.querySelectorAll("[data-mark]")];

function sizeDots() {
  for (const svg of view.querySelectorAll("svg")) {
    const points = svg.viewBox.baseVal.width / (svg.clientWidth || 1);
    for (const circle of svg.querySelectorAll("circle")) circle.setAttribute("r", DOT * points);
    for (const text of svg.querySelectorAll("text")) {
      const long = text.textContent.length > 2 ? 0.85 : 1;
      text.setAttribute("font-size", DOT * points * long);
    }
  }
}

function showAt(wanted) {
  const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth;
  const down = (scroll.scrollTop + scroll.clientHeight / 2) / scroll.scrollHeight;
  zoom = Math.min(LARGEST, Math.max(1, wanted));
  for (const sheet of view.querySelectorAll("[data-sheet]")) sheet.style.width = `${zoom * 100}%`;
  scroll.scrollLeft = middle * scroll.scrollWidth - scroll.clientWidth / 2;
  scroll.scrollTop = down * scroll.scrollHeight - scroll.clientHeight / 2;
  sizeDots();
}

const STEPS = { in: () => zoom * 1.5, out: () => zoom / 1.5, fit: () => 1 };

function bringIntoView(dot) {
  const box = dot.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  scroll.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
  scroll.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
}

function choose(item, { focus = true } = {}) {
  for (const other of document.querySelectorAll("[data-mark], [data-dot]")) other.removeAttribute("aria-current");
  if (!item) return;
  item.setAttribute("aria-current", "true");
  const dot = view.querySelector(`[data-dot="${item.dataset.mark}"]`);
  if (dot) {
    dot.setAttribute("aria-current", "true");
    bringIntoView(dot);
  }
  item.scrollIntoView({ block: "nearest" });
  if (focus) item.focus({ preventScroll: true });
}

function step(by, among = marks()) {
  if (!among.length) return false;
  const all = marks();
  const at = all.findIndex((item) => item.hasAttribute("aria-current"));
  const ahead = by > 0
    ? among.find((item) => all.indexOf(item) > at) ?? among[0]
    : among.findLast((item) => all.indexOf(item) < at) ?? among.at(-1);
  choose(ahead);
  return true;
}

const nextOpen = () => step(1, marks().filter((item) => item.hasAttribute("data-open")));

// --- a new mark ---------------------------------------------------------------

const field = (name) => form.elements.namedItem(name);

function drawPoint(sheet, x, y) {
  view.querySelector(".gk-dot-new")?.remove();
  const svg = sheet.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "gk-dot gk-dot-new");
  group.setAttribute("transform", `translate(${x * width} ${y * height})`);
  group.append(document.createElementNS(SVG, "circle"));
  svg.append(group);
  sizeDots();
}

// A word of letters or digits is wrong as a whole, a Chinese character alone.
function wordAt(line, at) {
  const inside = /[A-Za-z0-9.]/;
  let [first, last] = [at, at];
  if (!inside.test(line[at] ?? "")) return [first, last];
  while (first > 0 && inside.test(line[first - 1])) first -= 1;
  while (last + 1 < line.length && inside.test(line[last + 1])) last += 1;
  return [first, last];
}

function offerLine(found) {
  const place = form.querySelector("[data-line]");
  place.replaceChildren();
  place.hidden = !found.line;
  if (!found.line) return;
  const chars = [...found.line];
  let [first, last] = wordAt(found.line, found.at);
  let ends = true; // the next tap begins anew
  const buttons = chars.map((char, at) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: char });
    button.addEventListener("click", () => {
      if (ends) [first, last] = [at, at];
      else [first, last] = [Math.min(first, at), Math.max(last, at)];
      ends = !ends;
      select();
    });
    return button;
  });
  const select = () => {
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at >= first && at <= last)));
    field("wrong").value = chars.slice(first, last + 1).join("");
    field("offset").value = found.offset - found.at + first;
  };
  place.append(...buttons);
  select();
}

async function takePoint(sheet, x, y) {
  drawPoint(sheet, x, y);
  field("sheet").value = sheet.dataset.sheet;
  field("x").value = x.toFixed(5);
  field("y").value = y.toFixed(5);
  field("part").value = field("offset").value = "";
  const query = new URLSearchParams({ sheet: sheet.dataset.sheet, x: x.toFixed(5), y: y.toFixed(5) });
  try {
    const answer = await fetch(`${view.dataset.hit}?${query}`, { headers: { Accept: "application/json" } });
    const found = answer.status === 200 ? await answer.json() : { story: "", part: "", line: "" };
    field("story").value = found.story;
    if (found.story) {
      field("part").value = found.part;
      field("offset").value = found.line ? found.offset : "";
    }
    if (!found.line) field("wrong").value = "";
    offerLine(found);
  } catch { /* the line dropped: the words are typed */ }
  field(field("story").value ? "right" : "remark").focus({ preventScroll: window.innerWidth > 960 });
}

function clicked(event) {
  const dot = event.target.closest("[data-dot]");
  if (dot) {
    choose(document.querySelector(`[data-mark="${dot.dataset.dot}"]`));
    return;
  }
  const sheet = event.target.closest("[data-sheet]");
  if (!sheet || !form || !view.hasAttribute("data-marks")) return;
  const box = sheet.getBoundingClientRect();
  const share = (value) => Math.min(1, Math.max(0, value));
  takePoint(sheet, share((event.clientX - box.left) / box.width), share((event.clientY - box.top) / box.height));
}

function start() {
  view.querySelectorAll("[data-zoom]").forEach((button) =>
    button.addEventListener("click", () => showAt(STEPS[button.dataset.zoom]())));
  scroll.addEventListener("click", clicked);
  scroll.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    showAt(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
  }, { passive: false });
  new ResizeObserver(sizeDots).observe(scroll);
  const steps = document.querySelector("[data-steps]");
  if (steps) steps.hidden = false;
  document.querySelector("[data-next]")?.addEventListener("click", () => step(1));
  document.querySelector("[data-previous]")?.addEventListener("click", () => step(-1));
  document.querySelector("[data-next-open]")?.addEventListener("click", nextOpen);
  for (const item of marks()) {
    item.querySelector("[data-go]").addEventListener("click", () => choose(item));
  }
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable=true]")) return;
    if (event.key === "n" && nextOpen()) event.preventDefault();
    if (event.key === "+" || event.key === "=") showAt(STEPS.in());
    if (event.key === "-") showAt(STEPS.out());
  });
  sizeDots();
  const named = document.querySelector(`${window.location.hash || "#none"}[data-mark]`);
  if (named) window.requestAnimationFrame(() => choose(named, { focus: false }));
}

if (scroll) start();
