// The page editor by keyboard. The keys are those of the list that ? shows.

const TYPED_IN = "input, textarea, select, [contenteditable=true]";
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TEN = 10;

export function listen(editor) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const deed = held(event, editor) ?? plain(event, editor);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  }, { capture: true });
}

// With Ctrl, wherever one is: save; undo outside of what is being typed.
function held(event, editor) {
  if (!event.ctrlKey && !event.metaKey) return null;
  const key = event.key.toLowerCase();
  if (key === "s") return () => editor.save();
  if (event.target.matches("input[type=text], textarea")) return null;
  if (key === "y" || (key === "z" && event.shiftKey)) return () => editor.redo();
  return key === "z" ? () => editor.undo() : null;
}

function plain(event, editor) {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.key === "Escape") return () => editor.leave();
  if (event.target.closest(TYPED_IN) || event.target.closest("[data-focus]")) return null;
  const onBlock = event.target.closest(".gk-block");
  if (onBlock && (event.key === "Enter" || event.key === " ")) return () => editor.enter(onBlock.dataset.story);
  const zoom = { 0: "fit", 1: "1", 2: "1.5" }[event.key];
  if (zoom) return () => editor.zoom(zoom);
  if (event.target.closest("button, a, summary") || !editor.chosen || !editor.mayEdit) return null;
  return ofBlock(event, editor);
}

function ofBlock(event, editor) {
  const step = STEPS[event.key];
  if (step) {
    const [columns, lines] = event.altKey ? [step[0], step[1] * TEN] : step;
    return () => (event.shiftKey ? editor.resize(columns, lines) : editor.move(columns, lines));
  }
  if (event.altKey) return null;
  const key = event.key.toLowerCase();
  return {
    "[": () => editor.legs(-1), "]": () => editor.legs(1),
    "-": () => editor.size(-1), "+": () => editor.size(1), "=": () => editor.size(1),
    b: () => editor.box(), x: () => editor.swap(),
    delete: () => editor.takeOff(), backspace: () => editor.takeOff(),
  }[key] ?? null;
}
