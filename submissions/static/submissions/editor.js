// An editor of three things: paragraphs, subheads, strong words. The textarea stays the
// field that is sent; without this script it is simply shown.

import { blocksFromText, textFromBlocks } from "./markup.js";
import { blocksFromHtml, blocksFromPlain, hasPictures } from "./paste.js";

const ALLOWED_FORMAT = new Set(["formatBold"]);

export class Editor {
  constructor({ field, paper, tools, label, onPasted, onFiles = () => false }) {
    Object.assign(this, { field, paper, tools, onPasted, onFiles });
    paper.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => paper.focus());
    // While Pinyin is being typed its letters are no words yet: nothing is counted or kept.
    paper.addEventListener("input", (event) => event.isComposing || this.#changed());
    paper.addEventListener("compositionend", () => this.#changed());
    paper.addEventListener("keydown", (event) => this.#shortcut(event));
    paper.addEventListener("paste", (event) => this.#take(event, event.clipboardData));
    paper.addEventListener("drop", (event) => this.#take(event, event.dataTransfer));
    paper.addEventListener("beforeinput", (event) => this.#refuse(event));
    for (const tool of tools) {
      // Keep the selection in the paper while a tool is pressed.
      tool.addEventListener("mousedown", (event) => event.preventDefault());
      tool.addEventListener("click", () => this.#use(tool.dataset.tool));
    }
    document.addEventListener("selectionchange", () => this.#showTools());
    document.execCommand("defaultParagraphSeparator", false, "p");
    this.load();
  }

  // Show what the textarea holds.
  load() {
    this.paper.replaceChildren(...blocksFromText(this.field.value).map(elementOf));
    if (!this.paper.firstChild) this.paper.append(emptyParagraph());
    this.#markEmpty();
  }

  #changed() {
    if (!this.paper.firstElementChild) this.paper.replaceChildren(emptyParagraph());
    this.field.value = textFromBlocks(blocksFromHtml(this.paper.innerHTML));
    this.#markEmpty();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #markEmpty() {
    this.paper.toggleAttribute("data-empty", !this.paper.textContent.trim());
  }

  #take(event, data) {
    event.preventDefault();
    if (!data) return;
    const html = data.getData("text/html");
    const plain = data.getData("text/plain");
    const blocks = html
      ? blocksFromHtml(html, { guessSubheads: true })
      : blocksFromPlain(plain);
    if (blocks.length) this.#insert(blocks);
    // A picture alone is a photograph for the list; Word also brings one of its own text.
    const taken = !blocks.length && data.files.length > 0 && this.onFiles([...data.files]);
    this.onPasted({ blocks: blocks.length, pictures: !taken && hasPictures(html) });
  }

  // insertHTML keeps the browser's own undo; the HTML is written here from text nodes.
  #insert(blocks) {
    this.paper.focus();
    if (this.paper.hasAttribute("data-empty")) {
      document.execCommand("selectAll");
      document.execCommand("formatBlock", false, "p"); // what a deleted subhead left
      document.execCommand("selectAll");
    }
    const holder = document.createElement("div");
    if (blocks.length === 1 && blocks[0].kind === "paragraph") {
      holder.append(...elementOf(blocks[0]).childNodes);
    } else {
      holder.append(...blocks.map(elementOf));
    }
    document.execCommand("insertHTML", false, holder.innerHTML);
  }

  #refuse(event) {
    const { inputType } = event;
    if (inputType.startsWith("format") && !ALLOWED_FORMAT.has(inputType)) {
      event.preventDefault();
    }
  }

  #use(tool) {
    this.paper.focus();
    if (tool === "strong") {
      document.execCommand("bold");
    } else {
      const next = this.#block() === "H3" ? "p" : "h3";
      document.execCommand("formatBlock", false, next);
    }
    this.#changed();
    this.#showTools();
  }

  #shortcut(event) {
    if (event.isComposing || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.code !== "Digit2" && event.code !== "Digit0") return;
    event.preventDefault();
    if (event.code === "Digit2" || this.#block() === "H3") this.#use("subhead");
  }

  #block() {
    const node = document.getSelection()?.anchorNode;
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element?.closest?.("h1, h2, h3, p, div");
    return block && this.paper.contains(block) ? block.nodeName : "";
  }

  #showTools() {
    const inside = this.paper.contains(document.getSelection()?.anchorNode ?? null);
    const subhead = inside && this.#block() === "H3";
    const strong = inside && !subhead && document.queryCommandState("bold");
    for (const tool of this.tools) {
      const on = tool.dataset.tool === "strong" ? strong : subhead;
      tool.setAttribute("aria-pressed", String(on));
    }
  }
}

function elementOf(block) {
  const element = document.createElement(block.kind === "subhead" ? "h3" : "p");
  for (const run of block.runs) {
    if (!run.strong || block.kind === "subhead") element.append(run.text);
    else element.append(Object.assign(document.createElement("b"), { textContent: run.text }));
  }
  return element;
}

function emptyParagraph() {
  const paragraph = document.createElement("p");
  paragraph.append(document.createElement("br"));
  return paragraph;
}
