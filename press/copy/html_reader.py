"""Read cleaned HTML event by event into the parts that blocks are made of."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from press.copy.model import BlockKind, Run, RunStyle
from press.copy.runs import joined_runs, plain_runs, tidy_runs

Part = tuple[BlockKind, tuple[Run, ...]]
Attributes = list[tuple[str, str | None]]

MARKED_KINDS = {
    "summary": BlockKind.SUMMARY,
    "verse": BlockKind.VERSE,
    "editors-note": BlockKind.EDITORS_NOTE,
}
LONGEST_BOLD_SUBHEAD = 30  # characters
NO_SUBHEAD_ENDS = "。！？；，、：…"

_FORCED_BREAK = Run("\n")  # told from text by identity
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(("strong", "b", "em", "i", "span"))
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


class BlockReader(HTMLParser):
    """Collects parts; the state is the open lists, the open table and the styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[Part] = []
        self._runs: list[Run] = []
        self._kind = BlockKind.PARAGRAPH
        self._inline: list[RunStyle | None] = []
        self._lists: list[int] = []  # next number of each open list, 0 if unnumbered
        self._items: list[tuple[Run, ...]] = []
        self._number = 0  # printed before the next item
        self._tables = 0
        self._rows: list[list[list[Part]]] = []
        self._preformatted = 0

    def parts(self) -> list[Part]:
        """Return what was read so far."""
        self._flush()
        self._end_list()
        return self._parts

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in _INLINE:
            self._inline.append(_inline_style(tag, attrs))
        elif tag == "br":
            self._break()
        else:
            self._flush()
            self._open(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            if self._inline:
                self._inline.pop()
        elif tag != "br":
            self._flush()
            self._shut(tag)

    def handle_data(self, data: str) -> None:
        style = RunStyle.PLAIN
        for wanted in (RunStyle.KAI, RunStyle.STRONG):
            style = wanted if wanted in self._inline else style
        first, *rest = data.split("\n") if self._preformatted else [data]
        self._runs.append(Run(first, style))
        for line in rest:
            self._break()
            self._runs.append(Run(line, style))

    def _open(self, tag: str, attrs: Attributes) -> None:
        if tag in _HEADINGS:
            self._kind = BlockKind.SUBHEAD
        elif tag == "p":
            self._kind = MARKED_KINDS.get(dict(attrs).get("class") or "", self._kind)
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li" and self._lists and self._lists[-1]:
            self._number = self._lists[-1]
            self._lists[-1] += 1
        elif tag == "pre":
            self._preformatted += 1
        else:
            self._open_table(tag)

    def _open_table(self, tag: str) -> None:
        if tag == "table":
            self._end_list()
            self._tables += 1
        elif self._tables == 1 and tag == "tr":
            self._rows.append([])
        elif self._tables == 1 and tag in ("td", "th"):
            self._rows = self._rows or [[]]
            self._rows[-1].append([])

    def _shut(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            if not self._lists:
                self._end_list()
        elif tag == "pre" and self._preformatted:
            self._preformatted -= 1
        elif tag == "table" and self._tables:
            self._tables -= 1
            if not self._tables:
                self._end_table()

    def _break(self) -> None:
        """Take a line break: part of a marked paragraph, the end of any other."""
        if self._kind in MARKED_KINDS.values():
            self._runs.append(_FORCED_BREAK)
        else:
            kind = self._kind
            self._flush()
            self._kind = kind

    def _flush(self) -> None:
        """End the paragraph that is open, if it says anything."""
        kind, runs = self._kind, _lines_tidied(self._runs)
        self._kind, self._runs = BlockKind.PARAGRAPH, []
        if not runs:
            return
        if self._tables:
            self._cell().append((kind, runs))
        elif self._lists:
            number, self._number = self._number, 0
            head = (Run(f"{number}."),) if number else ()
            self._items.append(joined_runs((*head, *runs)))
        else:
            self._parts.append(_judged(kind, runs))

    def _cell(self) -> list[Part]:
        """Return the open cell; text beside the cells of a table gets its own."""
        self._rows = self._rows or [[]]
        if not self._rows[-1]:
            self._rows[-1].append([])
        return self._rows[-1][-1]

    def _end_list(self) -> None:
        items, self._items, self._number = self._items, [], 0
        if items:
            runs = [run for item in items for run in (Run("\n"), *item)][1:]
            self._parts.append((BlockKind.LIST, joined_runs(runs)))

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        rows = [row for row in rows if any(row)]
        if max(map(len, rows), default=0) > 1:
            text = "\n".join("\u3000".join(map(_cell_text, row)) for row in rows)
            self._parts.append((BlockKind.TABLE, plain_runs(text)))
            return
        for row in rows:  # one cell a row: a frame round ordinary text
            self._parts += [_judged(*part) for cell in row for part in cell]


def _inline_style(tag: str, attrs: Attributes) -> RunStyle | None:
    if tag in ("strong", "b"):
        return RunStyle.STRONG
    if tag in ("em", "i"):
        return RunStyle.KAI
    bold = _BOLD.search(dict(attrs).get("style") or "")
    return RunStyle.STRONG if bold else None


def _lines_tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Tidy each line between forced breaks; empty lines are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run is _FORCED_BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    tidy = [line for line in map(tidy_runs, lines) if line]
    return joined_runs([run for line in tidy for run in (Run("\n"), *line)][1:])


def _cell_text(cell: list[Part]) -> str:
    return " ".join(
        "".join(run.text for run in runs).replace("\n", " ") for _, runs in cell
    )


def _judged(kind: BlockKind, runs: tuple[Run, ...]) -> Part:
    """Take a short paragraph that is bold throughout for a 小标题."""
    text = "".join(run.text for run in runs)
    bold = all(run.style is RunStyle.STRONG for run in runs)
    short = len(text) <= LONGEST_BOLD_SUBHEAD and text[-1] not in NO_SUBHEAD_ENDS
    if kind is BlockKind.SUBHEAD or (kind is BlockKind.PARAGRAPH and bold and short):
        return BlockKind.SUBHEAD, plain_runs(text)
    return kind, runs
