// The month before and after by the arrow keys, this month by T; the links do the same.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.matches("input, select, textarea, [contenteditable=true]")) return;
  const link = [...document.querySelectorAll("[data-key]")]
    .find((each) => each.dataset.key.toLowerCase() === event.key.toLowerCase());
  if (link) {
    event.preventDefault();
    link.click();
  }
});
