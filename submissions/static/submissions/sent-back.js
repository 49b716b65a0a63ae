// The desk has the changed piece: what this browser kept of it may go.

const ref = document.querySelector("[data-sent-back]")?.dataset.sentBack;
try {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(`guidekit.revise.${ref}.`)) localStorage.removeItem(name);
  }
} catch {
  // a private window kept nothing
}
