// What stays of pasted words: paragraphs, subheads, strong. Everything else goes.

import { isMarker, markerText, numberOf } from "./paste-lists.js";
import { UNSEEN } from "./markup.js";

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER " +
    "FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TH THEAD " +
    "TR UL").split(" "),
);
// DEL is what Word's author has struck out; the MP tags are WeChat's cards and sounds.
const SILENT = new Set(
  ("SCRIPT STYLE HEAD TITLE META LINK TEMPLATE NOSCRIPT IFRAME OBJECT SVG MATH BUTTON " +
    "SELECT TEXTAREA INPUT XML DEL RT RP VIDEO AUDIO CANVAS MPVOICE MPCPS MP-COMMON-PROFILE " +
    "MP-COMMON-VIDEOSNAP MP-COMMON-CPSAD MP-STYLE-TYPE QQMUSIC").split(" "),
);
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment/;
const COMMENT_MARK = /MsoCommentReference|msocomanchor/i;
const HEADING = /^H[1-6]$/;
const PICTURE = /<(img|picture|v:imagedata|video)\b/i;
const ENDS_A_SENTENCE = /[。！？…；;.!?：:，,]$/;
const SUBHEAD_LONGEST = 32;

export function blocksFromHtml(html, { guessSubheads = false } = {}) {
  const parsed = new DOMParser().parseFromString(withoutStyling(html), "text/html");
  const blocks = blocksOf(parsed.body, { strong: false, subhead: false });
  if (!guessSubheads) return blocks;
  return blocks.map((b) => (looksLikeSubhead(b) ? { ...b, kind: "subhead" } : b));
}

export const hasPictures = (html) => PICTURE.test(html);

export function blocksFromPlain(text) {
  const lines = text.replace(UNSEEN, "").split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines
    .filter(Boolean)
    .map((line) => ({ kind: "paragraph", runs: [{ text: line, strong: false }] }));
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

function blocksOf(node, mood) {
  const walk = { blocks: [], open: null };
  visit(node, walk, mood);
  return walk.blocks.map(tidied).filter((block) => block.runs.length);
}

function visit(node, walk, mood) {
  if (node.nodeType === Node.TEXT_NODE) return addText(node.data, walk, mood);
  if (node.nodeType !== Node.ELEMENT_NODE) return undefined;
  const name = node.nodeName.toUpperCase();
  const style = styleOf(node);
  if (SILENT.has(name)) return undefined;
  if (HIDDEN.test(style) || COMMENT_MARK.test(node.className)) return undefined;
  if (name === "BR") return closeBlock(walk);
  if (isMarker(style)) return addText(markerText(node.textContent), walk, mood);
  const inner = { strong: strongInside(node, style, mood.strong), subhead: mood.subhead };
  if (!BLOCKS.has(name)) return visitChildren(node, walk, inner);
  closeBlock(walk);
  if (name === "TR") visitRow(node, walk, inner);
  else {
    if (name === "LI") addText(numberOf(node), walk, inner);
    visitChildren(node, walk, { ...inner, subhead: inner.subhead || isHeading(name, style) });
  }
  return closeBlock(walk);
}

function visitChildren(node, walk, mood) {
  for (const child of node.childNodes) visit(child, walk, mood);
}

// A row of a table is a line, its cells a blank apart; where cells hold whole texts the
// table is only a page's layout, and they follow one another.
function visitRow(row, walk, mood) {
  const cells = [...row.children].map((cell) => blocksOf(cell, mood)).filter((c) => c.length);
  if (cells.some((blocks) => blocks.length > 1)) return walk.blocks.push(...cells.flat());
  const runs = cells.flatMap(([block], place) =>
    place ? [{ text: "\u3000", strong: false }, ...block.runs] : block.runs,
  );
  return runs.length && walk.blocks.push({ kind: "paragraph", runs });
}

function addText(data, walk, mood) {
  const text = data
    .replace(UNSEEN, "")
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

function isHeading(name, style) {
  return HEADING.test(name) || /mso-outline-level\s*:\s*[1-6]/.test(style);
}

function strongInside(node, style, outside) {
  const weight = style.match(/font-weight\s*:\s*([a-z0-9]+)/)?.[1];
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
  return { ...block, runs: trimmed(runs) };
}

// An indent may be runs of its own: WeChat writes blanks, Word full-width ones.
function trimmed(runs) {
  const kept = runs.filter((run) => run.text);
  while (kept.length && !(kept[0].text = kept[0].text.trimStart())) kept.shift();
  while (kept.length && !(kept.at(-1).text = kept.at(-1).text.trimEnd())) kept.pop();
  return kept;
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
