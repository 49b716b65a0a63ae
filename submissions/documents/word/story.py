"""The words of a .docx, event by event: every paragraph once, in reading order.

Nothing here calls itself: how deep a file nests is the file's doing, and ours to stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from press.copy.model import Run, RunStyle
from submissions.documents.flow import (
    Insert,
    Item,
    PictureMark,
    paragraph,
    table_items,
)
from submissions.documents.limits import MAX_CHARACTERS
from submissions.documents.word.numbering import Label, Numbering
from submissions.documents.word.open_parts import (
    GRAPHICS,
    NOT_DRAWN,
    SKIPPED,
    OpenChoice,
    OpenParagraph,
    OpenRow,
)
from submissions.documents.word.styles import (
    BODY_LEVEL,
    RunDress,
    Styles,
    alignment,
    by_name,
    numbering_of,
    outline_level,
    run_dress,
    value,
)
from submissions.documents.word.symbols import symbol
from submissions.documents.word.xml_events import Event, attribute, child, short_name


class StoryReader:
    """Collects the items of one part: the text, the footnotes or the endnotes."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._sinks: list[list[Item]] = [[]]
        self._paragraphs: list[OpenParagraph] = []
        self._tables: list[list[OpenRow]] = []
        self._dresses: list[RunDress] = []
        self._fields: list[bool] = []  # of each open field: are we in its code?
        self._choices: list[OpenChoice] = []
        self._skipped: etree._Element | None = None
        self._carried: list[Run] = []
        self.left_out: list[str] = []
        self.outside = False
        self._room = MAX_CHARACTERS

    @property
    def too_large(self) -> bool:
        """Tell whether words were left out because they were too many."""
        return self._room < 0

    def read(self, events: Iterable[Event]) -> list[Item]:
        """Return what the events tell."""
        for event, name, element in events:
            if self._skipped is not None:
                if event == "end" and element is self._skipped:
                    self._skipped = None
            elif event == "start":
                if name in STARTED:
                    self._start(name, element)
            elif (end := ENDS.get(name)) is not None:
                end(self, element)
        return self._finished()

    def _finished(self) -> list[Item]:
        while self._paragraphs:
            self._end_paragraph(None)
        while len(self._sinks) > 1:
            inner = self._sinks.pop()
            self._sinks[-1] += inner
        return self._sinks[0]

    def _start(self, name: str, element: etree._Element) -> None:
        if name in SKIPPED:
            self._note_deletion(name, element)
            self._skipped = element
        elif name in GRAPHICS:
            self.left_out.append(GRAPHICS[name])
        elif (start := STARTS.get(name)) is not None:
            start(self, element)

    def _note_deletion(self, name: str, element: etree._Element) -> None:
        parent = element.getparent()
        rows = self._tables[-1] if self._tables else []
        if name == "w:del" and _is(parent, "w:trPr") and rows:
            rows[-1].deleted = True

    # Alternatives

    def _start_alternatives(self, _element: etree._Element) -> None:
        self._choices.append(OpenChoice())

    def _end_alternatives(self, _element: etree._Element) -> None:
        if self._choices:
            self._choices.pop()

    def _start_choice(self, element: etree._Element) -> None:
        needs = attribute(element, "Requires").split()
        if not self._choices or (not NOT_DRAWN & set(needs) and not self._taken()):
            if self._choices:
                self._choices[-1].taken = True
            return
        self._skipped = element

    def _start_fallback(self, element: etree._Element) -> None:
        if self._choices and self._taken():
            self._skipped = element

    def _taken(self) -> bool:
        return self._choices[-1].taken

    # Paragraphs

    def _start_paragraph(self, _element: etree._Element) -> None:
        opened = OpenParagraph(style=self._styles.default)
        opened.heading = opened.style.heading
        opened.centred = bool(opened.style.centred)
        if not self._paragraphs:
            opened.runs, self._carried = self._carried, []
        self._paragraphs.append(opened)

    def _end_paragraph_properties(self, element: etree._Element) -> None:
        if not self._paragraphs or not _is(element.getparent(), "w:p"):
            return
        opened = self._paragraphs[-1]
        said = by_name(element)
        style = self._styles.get(value(said, "w:pStyle"))
        level, centred = outline_level(said), alignment(said)
        numbered = numbering_of(said)
        opened.style = style
        opened.heading = style.heading if level is None else level < BODY_LEVEL
        opened.centred = bool(style.centred if centred is None else centred)
        if numbered is not None and not numbered.list_id and style.numbered:
            numbered = style.numbered
        opened.label = self._numbering.label(numbered or style.numbered)
        mark = said.get("w:rPr")
        opened.joins_next = mark is not None and child(mark, "w:del") is not None

    def _end_paragraph(self, _element: etree._Element | None) -> None:
        if not self._paragraphs:
            return
        # A code that does not end with its paragraph would swallow all that follows.
        while self._fields and self._fields[-1]:
            self._fields.pop()
        opened = self._paragraphs.pop()
        if opened.joins_next and not self._paragraphs and not opened.items:
            self._carried = opened.runs
            self._sinks[-1] += [*opened.waiting, *opened.boxes]
            return
        self._flush(opened)
        self._sinks[-1] += [*opened.items, *opened.boxes]

    def _flush(self, opened: OpenParagraph) -> None:
        """End a line of a paragraph: a forced break makes the next one."""
        made = paragraph(
            opened.runs,
            label=opened.label.text,
            heading=opened.heading,
            centred=opened.centred,
            bullet=opened.label.bullet,
        )
        if made:
            opened.label = Label(bullet=opened.label.bullet)
        opened.items += [*made, *opened.waiting]
        opened.runs, opened.waiting = [], []

    # Runs and what stands in them

    def _start_run(self, _element: etree._Element) -> None:
        self._dresses.append(RunDress())

    def _end_run(self, _element: etree._Element) -> None:
        if self._dresses:
            self._dresses.pop()

    def _end_run_properties(self, element: etree._Element) -> None:
        if self._dresses and _is(element.getparent(), "w:r"):
            said = by_name(element)
            own = run_dress(said)
            name = value(said, "w:rStyle")
            if name:
                own = own.over(self._styles.get(name).dress)
            self._dresses[-1] = own

    def _write(self, text: str) -> None:
        if not text or any(self._fields):
            return
        if not self._paragraphs:
            self._paragraphs.append(OpenParagraph())
        opened = self._paragraphs[-1]
        own = self._dresses[-1] if self._dresses else RunDress()
        dress = own.over(opened.style.dress)
        self._room -= len(text)
        if not dress.hidden and self._room >= 0:
            opened.runs.append(Run(text, _run_style(dress)))

    def _end_text(self, element: etree._Element) -> None:
        self._write(element.text or "")

    def _start_break(self, element: etree._Element) -> None:
        if self._paragraphs and _is(element.getparent(), "w:r"):
            self._flush(self._paragraphs[-1])

    def _start_tab(self, element: etree._Element) -> None:
        if _is(element.getparent(), "w:r"):
            self._write("\t")

    def _start_hyphen(self, _element: etree._Element) -> None:
        self._write("-")

    def _start_symbol(self, element: etree._Element) -> None:
        self._write(symbol(attribute(element, "char"), attribute(element, "font")))

    def _start_field_mark(self, element: etree._Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _start_word_art(self, element: etree._Element) -> None:
        self._write(attribute(element, "string"))

    # Pictures

    def _start_picture(self, element: etree._Element) -> None:
        linked = attribute(element, "link") or attribute(element, "href")
        key = attribute(element, "embed") or _relation_id(element)
        self.outside = self.outside or bool(linked)
        if not key:
            return
        mark = PictureMark(key)
        if not self._paragraphs:
            self._sinks[-1].append(mark)
            return
        opened = self._paragraphs[-1]
        written = any(run.text.strip() for run in opened.runs)
        (opened.waiting if written else opened.items).append(mark)

    def _start_insert(self, element: etree._Element) -> None:
        self._sinks[-1].append(Insert(_relation_id(element)))

    # Boxes and tables

    def _start_box(self, _element: etree._Element) -> None:
        self._sinks.append([])

    def _end_box(self, _element: etree._Element) -> None:
        if len(self._sinks) < 2:
            return
        items = self._sinks.pop()
        if self._paragraphs:
            self._paragraphs[-1].boxes += items
        else:
            self._sinks[-1] += items

    def _start_table(self, _element: etree._Element) -> None:
        self._tables.append([])

    def _start_row(self, _element: etree._Element) -> None:
        if self._tables:
            self._tables[-1].append(OpenRow())

    def _end_cell(self, _element: etree._Element) -> None:
        if len(self._sinks) < 2 or not self._tables:
            return
        items = self._sinks.pop()
        if not self._tables[-1]:
            self._tables[-1].append(OpenRow())
        self._tables[-1][-1].cells.append(items)

    def _end_table(self, _element: etree._Element) -> None:
        if self._tables:
            rows = [row.cells for row in self._tables.pop() if not row.deleted]
            self._sinks[-1] += table_items(rows)


def _is(element: etree._Element | None, name: str) -> bool:
    return element is not None and short_name(element.tag) == name


def _relation_id(element: etree._Element) -> str:
    """Return the r:id of an element; a plain id is something else."""
    for key, pointer in element.attrib.items():
        if short_name(str(key)) in ("r:id", "r:pict", "o:relid"):
            return str(pointer)
    return ""


def _run_style(dress: RunDress) -> RunStyle:
    if dress.bold:
        return RunStyle.STRONG
    return RunStyle.KAI if dress.kai else RunStyle.PLAIN


_Handler = Callable[[StoryReader, etree._Element], None]

STARTS: dict[str, _Handler] = {
    "mc:AlternateContent": StoryReader._start_alternatives,
    "mc:Choice": StoryReader._start_choice,
    "mc:Fallback": StoryReader._start_fallback,
    "w:p": StoryReader._start_paragraph,
    "a:p": StoryReader._start_paragraph,
    "w:r": StoryReader._start_run,
    "w:br": StoryReader._start_break,
    "w:cr": StoryReader._start_break,
    "w:tab": StoryReader._start_tab,
    "w:ptab": StoryReader._start_tab,
    "w:noBreakHyphen": StoryReader._start_hyphen,
    "w:sym": StoryReader._start_symbol,
    "w:fldChar": StoryReader._start_field_mark,
    "v:textpath": StoryReader._start_word_art,
    "a:blip": StoryReader._start_picture,
    "v:imagedata": StoryReader._start_picture,
    "w:altChunk": StoryReader._start_insert,
    "w:txbxContent": StoryReader._start_box,
    "w:tc": StoryReader._start_box,
    "w:tbl": StoryReader._start_table,
    "w:tr": StoryReader._start_row,
}
STARTED = SKIPPED | set(GRAPHICS) | set(STARTS)
ENDS: dict[str, _Handler] = {
    "mc:AlternateContent": StoryReader._end_alternatives,
    "w:pPr": StoryReader._end_paragraph_properties,
    "w:p": StoryReader._end_paragraph,
    "a:p": StoryReader._end_paragraph,
    "w:r": StoryReader._end_run,
    "w:rPr": StoryReader._end_run_properties,
    "w:t": StoryReader._end_text,
    "a:t": StoryReader._end_text,
    "m:t": StoryReader._end_text,
    "w:txbxContent": StoryReader._end_box,
    "w:tc": StoryReader._end_cell,
    "w:tbl": StoryReader._end_table,
}
