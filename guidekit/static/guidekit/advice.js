// Looks for what gives when a page does not fit, after the page itself is there.

for (const part of document.querySelectorAll("[data-advice]")) look(part);

async function look(part) {
  const answer = await fetch(part.dataset.advice, { headers: { Accept: "text/html" } }).catch(() => null);
  const there = part.querySelector("[data-advice-there]");
  if (!answer?.ok) {
    there.textContent = part.dataset.failed;
    return;
  }
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  there.replaceChildren(...found.body.childNodes);
}
