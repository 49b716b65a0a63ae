// The plain text that the form sends, and the blocks it stands for.
// A line is a paragraph, "## " begins a subhead, **two stars** enclose strong words.
// submissions/body_text.py reads the same marks; both follow the form's help text.

const SUBHEAD = "## ";
const SUBHEAD_MARK = /^#{1,6}(?:[ \u3000]+|$)/;
const LINE_END = /\r\n|[\r\n\v\f\x85\u2028\u2029]/;
// Controls, zero-width characters and direction overrides; no part of any word.
export const UNSEEN =
  /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;
const ENDS = /^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Mn}\p{Me}]/u;

export function blocksFromText(text) {
  const lines = text.split(LINE_END).map((line) => line.replace(UNSEEN, "").replace(ENDS, ""));
  return lines.filter(Boolean).map((line) =>
    SUBHEAD_MARK.test(line)
      ? { kind: "subhead", runs: [{ text: subheadOf(line), strong: false }] }
      : { kind: "paragraph", runs: runsFromText(line) },
  );
}

function subheadOf(line) {
  return line.replace(SUBHEAD_MARK, "").replace(/\*\*([^*]+)\*\*/g, "$1").trim();
}

function runsFromText(line) {
  const parts = line.split(/\*\*([^*]+)\*\*/);
  const runs = parts.map((text, index) => ({ text, strong: index % 2 === 1 }));
  return runs.filter((run) => run.text);
}

export function textFromBlocks(blocks) {
  const lines = blocks.map(textFromBlock).filter(Boolean);
  return lines.join("\n\n");
}

function textFromBlock(block) {
  const words = (run) => run.text;
  if (block.kind === "subhead") {
    const text = block.runs.map(words).join("").trim();
    return text && SUBHEAD + text;
  }
  return joined(block.runs).map(marked).join("").trim();
}

// Neighbours of one weight become one run, so that marks never meet (****).
function joined(runs) {
  const result = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last && last.strong === run.strong) last.text += run.text;
    else result.push({ ...run });
  }
  return result;
}

function marked(run) {
  if (!run.strong || !run.text.trim()) return run.text;
  const [, before, core, after] = run.text.match(/^(\s*)(.*?)(\s*)$/s);
  return `${before}**${core}**${after}`;
}

// Every visible character counts one, spaces none, as the desk counts.
export function countCharacters(words) {
  return [...words].filter((character) => !INVISIBLE.test(character)).length;
}

export function countBody(text) {
  const runs = blocksFromText(text).flatMap((block) => block.runs);
  return countCharacters(runs.map((run) => run.text).join(""));
}
