// What stays of pasted words: paragraphs, subheads, strong. Everything else goes.

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER " +
    "FORM H1 H2 H3 H4 H5 H6 HEADER LI MAIN NAV OL P PRE SECTION TABLE TBODY THEAD TR UL")
    .split(" "),
);
const SILENT = new Set(
  ("SCRIPT STYLE HEAD TITLE META LINK TEMPLATE NOSCRIPT IFRAME OBJECT SVG MATH BUTTON " +
    "SELECT TEXTAREA INPUT XML").split(" "),
);
const HEADING = /^H[1-6]$/;
const ENDS_A_SENTENCE = /[。！？…；;.!?：:，,]$/;
const SUBHEAD_LONGEST = 32;

export function blocksFromHtml(html, { guessSubheads = false } = {}) {
  const parsed = new DOMParser().parseFromString(withoutStyling(html), "text/html");
  const walk = { blocks: [], open: null };
  visit(parsed.body, walk, { strong: false, subhead: false });
  const blocks = walk.blocks.map(tidied).filter((block) => block.runs.length);
  if (!guessSubheads) return blocks;
  return blocks.map((b) => (looksLikeSubhead(b) ? { ...b, kind: "subhead" } : b));
}

// The page's content policy holds for parsed text too, and complains of what it stops;
// style is read here as plain data.
function withoutStyling(html) {
  const bare = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
  return bare.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
}

function styleOf(node) {
  return (node.getAttribute("data-style") || "").toLowerCase();
}

export function blocksFromPlain(text) {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines
    .filter(Boolean)
    .map((line) => ({ kind: "paragraph", runs: [{ text: line, strong: false }] }));
}

function visit(node, walk, mood) {
  if (node.nodeType === Node.TEXT_NODE) return addText(node.data, walk, mood);
  if (node.nodeType !== Node.ELEMENT_NODE) return undefined;
  const name = node.nodeName.toUpperCase();
  if (SILENT.has(name) || isHidden(node)) return undefined;
  if (name === "BR") return closeBlock(walk);
  if (name === "TD" || name === "TH") addText(" ", walk, mood);
  const inner = { strong: strongInside(node, mood.strong), subhead: mood.subhead };
  if (!BLOCKS.has(name)) return visitChildren(node, walk, inner);
  closeBlock(walk);
  visitChildren(node, walk, { ...inner, subhead: inner.subhead || isHeading(node) });
  return closeBlock(walk);
}

function visitChildren(node, walk, mood) {
  for (const child of node.childNodes) visit(child, walk, mood);
}

function addText(data, walk, mood) {
  const text = data
    .replace(/[\t ]*[\r\n][\r\n\t ]*/g, "\n")
    .replace(/[\t\u00a0 ]+/g, " ");
  if (!walk.open) {
    if (!text.trim()) return;
    walk.open = { kind: mood.subhead ? "subhead" : "paragraph", runs: [] };
    walk.blocks.push(walk.open);
  }
  walk.open.runs.push({ text, strong: mood.strong });
}

function closeBlock(walk) {
  walk.open = null;
}

function isHidden(node) {
  return /display\s*:\s*none|mso-hide\s*:\s*all|mso-list\s*:\s*ignore/.test(styleOf(node));
}

function isHeading(node) {
  if (HEADING.test(node.nodeName.toUpperCase())) return true;
  return /mso-outline-level\s*:\s*[1-6]/.test(styleOf(node));
}

function strongInside(node, outside) {
  const weight = styleOf(node).match(/font-weight\s*:\s*([a-z0-9]+)/)?.[1];
  if (weight) return weight.startsWith("bold") || Number(weight) >= 600;
  return outside || node.nodeName === "B" || node.nodeName === "STRONG";
}

// Word breaks its source lines anywhere: beside a Chinese character such a line end is
// nothing, elsewhere a space.
const CJK = /[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

function tidied(block) {
  const whole = block.runs.map((run) => run.text).join("");
  let start = 0;
  const runs = block.runs.map((run) => {
    const offset = start;
    start += run.text.length;
    return { ...run, text: run.text.replace(/\n/g, (_, at) => joint(whole, offset + at)) };
  });
  if (runs.length) {
    runs[0].text = runs[0].text.replace(/^[\s\u3000]+/, "");
    runs.at(-1).text = runs.at(-1).text.replace(/[\s\u3000]+$/, "");
  }
  return { ...block, runs: runs.filter((run) => run.text) };
}

function joint(whole, at) {
  const chinese = CJK.test(whole[at - 1] ?? "") || CJK.test(whole[at + 1] ?? "");
  return chinese ? "" : " ";
}

// In Word a subhead is mostly a short paragraph in bold with no stop at its end.
function looksLikeSubhead({ kind, runs }) {
  const text = runs.map((run) => run.text).join("");
  return (
    kind === "paragraph" &&
    runs.length > 0 &&
    runs.every((run) => run.strong || !run.text.trim()) &&
    [...text].length <= SUBHEAD_LONGEST &&
    !ENDS_A_SENTENCE.test(text)
  );
}
