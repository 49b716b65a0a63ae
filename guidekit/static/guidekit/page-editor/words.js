// The words of the screen, in the reader's language.

const all = JSON.parse(document.getElementById("page-editor-words")?.textContent ?? "{}");

export const say = (key, names = {}) => Object.entries(names).reduce(
  (text, [name, value]) => text.replaceAll(`{${name}}`, value), all[key] ?? key);
