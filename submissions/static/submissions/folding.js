// Parts that are folded away remember whether she opened them. What holds a word or a
// complaint is open in any case.

const NAME = "guidekit.folds";

function kept() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}

export function rememberFolds(folds) {
  const before = kept();
  for (const fold of folds) {
    const name = fold.dataset.fold;
    const speaks = fold.querySelector(".field-error, [aria-invalid=true]");
    fold.open = Boolean(speaks) || (before[name] ?? fold.open);
    fold.querySelector("summary").addEventListener("click", () => {
      // The click opens or closes it after this.
      try {
        localStorage.setItem(NAME, JSON.stringify({ ...kept(), [name]: !fold.open }));
      } catch {
        // a private window remembers nothing
      }
    });
    fold.addEventListener("input", () => tell(fold));
    fold.addEventListener("change", () => tell(fold));
  }
  tellFolds(folds);
}

export function tellFolds(folds) {
  for (const fold of folds) tell(fold);
}

// A closed part tells on its line what is in it.
function tell(fold) {
  const place = fold.querySelector("[data-fold-says]");
  if (!place) return;
  const fields = [...fold.querySelectorAll("input:not([type=hidden], [type=file]), textarea")];
  const words = fields.map((field) => {
    if (field.type === "checkbox") return "";
    return field.value.trim();
  });
  const gated = fold.querySelector("[data-fold-gate]");
  const said = gated && !gated.checked ? "" : words.filter(Boolean).join("，");
  place.textContent = said.length > 24 ? `${said.slice(0, 24)}…` : said;
}
