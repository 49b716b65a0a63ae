"""The slip that goes with a piece (稿签): its facts, its reads, its words, on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from press.copy.model import Copy
from press.makeup.grid import MM, Box, PageGrid
from press.makeup.model import FrameKind, PageLayout, RuleLine, SetLine, TextFrame
from press.makeup.parts import ASCENT
from press.typesetting.breaker import line_table
from press.typesetting.model import Align, Cmyk, Face, Line, TextStyle
from press.typesetting.paragraphs import body_paragraphs, plain_paragraph

A4 = PageGrid("a4", 210, 297, 1, 40, 1, 50)
SIDE, TOP, FOOT = 18 * MM, 15 * MM, 13 * MM
WIDTH = A4.page_width - 2 * SIDE
BOTTOM = A4.page_height - FOOT - 6 * MM
NAME_WIDTH, AIR, GUTTER = 54.0, 9.0, 18.0  # points
HALF = (WIDTH - GUTTER) / 2
ACCENT, GREY = Cmyk(0, 100, 100, 10), Cmyk(0, 0, 0, 60)
TITLE = TextStyle("稿签-题", Face.SONG_BLACK, 22, 34, Align.CENTRE)
KICKER = TextStyle("稿签-引题", Face.HEI, 11, 17, Align.CENTRE)
HEADLINE = TextStyle("稿签-主题", Face.SONG_BOLD, 19, 28, Align.CENTRE)
DECK = TextStyle("稿签-副题", Face.KAI, 12, 19, Align.CENTRE)
BYLINE = TextStyle("稿签-署名", Face.KAI, 9.5, 17, Align.CENTRE)
HEADING = TextStyle("稿签-项目", Face.HEI_BOLD, 9.5, 17, Align.LEFT, colour=ACCENT)
NAME = TextStyle("稿签-名", Face.HEI, 8.5, 14, Align.LEFT, colour=GREY)
VALUE = TextStyle("稿签-值", Face.SONG, 9.5, 14, Align.LEFT)
SMALL = TextStyle("稿签-注", Face.SONG, 8, 12, Align.LEFT, colour=Cmyk(0, 0, 0, 80))
FOOTLINE = TextStyle("稿签-页脚", Face.HEI, 7, 10, Align.CENTRE, colour=GREY)
BODY_SIZE, BODY_LEADING = 8.0, 12.5
FEWEST_LINES = 3  # of the text, under its heading


@dataclass(frozen=True, slots=True)
class SlipLine:
    """What is said in a row; struck through when it holds no longer."""

    text: str
    is_small: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A name in the margin and what is said beside it."""

    name: str
    lines: tuple[SlipLine, ...]


@dataclass(frozen=True, slots=True)
class SlipPart:
    """Rows under a heading."""

    heading: str
    rows: tuple[SlipRow, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What the slip of a piece says; ``copy`` is the text that stands at its end."""

    title: str
    foot: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[SlipPart, ...]
    text_heading: str
    copy: Copy


def slip_layouts(slip: Slip) -> tuple[PageLayout, ...]:
    """Return the pages of a slip."""
    flow = _Flow()
    flow.text(TITLE, slip.title)
    flow.rule(1.6, ACCENT)
    flow.down += AIR
    _facts(flow, slip.facts)
    flow.down += AIR
    for style, words in _stack(slip.copy):
        flow.text(style, words)
    flow.down += AIR / 2
    for part in slip.parts:
        _part(flow, part)
    _words(flow, slip)
    return flow.layouts(slip.foot)


@dataclass(slots=True)
class _Sheet:
    """The lines and rules of one page."""

    lines: list[SetLine] = field(default_factory=list)
    rules: list[RuleLine] = field(default_factory=list)


class _Flow:
    """A pen that goes down the page and on to the next one."""

    def __init__(self) -> None:
        self.sheets = [_Sheet()]
        self.down = TOP

    def need(self, height: float) -> None:
        """Go on to the next page unless so much room is left."""
        if self.down + height > BOTTOM:
            self.sheets.append(_Sheet())
            self.down = TOP

    def text(self, style: TextStyle, words: str) -> None:
        """Set a paragraph over the whole width."""
        for line in broken(style, words, WIDTH):
            self.need(style.leading)
            self.put(line, SIDE, self.down)
            self.down += style.leading

    def put(self, line: Line, x: float, y: float, *, is_struck: bool = False) -> None:
        """Stand a line at a place of this page, perhaps struck through."""
        style = line.style
        baseline = y + (style.leading - style.size) / 2 + ASCENT * style.size
        self.sheets[-1].lines.append(SetLine(x, baseline, line))
        if is_struck:
            middle = baseline - 0.36 * style.size
            rule = RuleLine(x, middle, x + line.width, middle, 0.6, style.colour)
            self.sheets[-1].rules.append(rule)

    def rule(self, weight: float, colour: Cmyk) -> None:
        """Draw a rule over the whole width."""
        rule = RuleLine(SIDE, self.down, SIDE + WIDTH, self.down, weight, colour)
        self.sheets[-1].rules.append(rule)

    def layouts(self, foot: str) -> tuple[PageLayout, ...]:
        """Return the pages, each with its number of all at its foot."""
        total = len(self.sheets)
        area = Box(SIDE, TOP, WIDTH, BOTTOM - TOP)
        return tuple(
            PageLayout(
                A4,
                number,
                (),
                (
                    TextFrame(
                        "slip", FrameKind.BODY, area, "slip", "", (*sheet.lines,)
                    ),
                    _foot(f"{foot}　第{number}页，共{total}页"),
                ),
                (),
                (*sheet.rules,),
            )
            for number, sheet in enumerate(self.sheets, start=1)
        )


def broken(style: TextStyle, words: str, width: float) -> tuple[Line, ...]:
    """Return words as lines of a measure."""
    return line_table((plain_paragraph(style, words),), width).lines


def _foot(words: str) -> TextFrame:
    y = A4.page_height - FOOT
    box = Box(SIDE, y - FOOTLINE.size, WIDTH, FOOTLINE.leading)
    lines = tuple(SetLine(SIDE, y, line) for line in broken(FOOTLINE, words, WIDTH))
    return TextFrame("foot", FrameKind.FOLIO, box, "foot", "", lines)


def _stack(copy: Copy) -> Iterable[tuple[TextStyle, str]]:
    pairs = (
        (KICKER, copy.kicker),
        (HEADLINE, copy.headline),
        (DECK, copy.deck),
        (BYLINE, copy.byline),
    )
    return ((style, words) for style, words in pairs if words)


def _facts(flow: _Flow, facts: Sequence[tuple[str, str]]) -> None:
    """Set the facts in pairs, two beside each other."""
    measure = HALF - NAME_WIDTH
    for at in range(0, len(facts), 2):
        pair = [
            (name, broken(VALUE, value or "—", measure))
            for name, value in facts[at : at + 2]
        ]
        height = max(len(lines) for _name, lines in pair) * VALUE.leading
        flow.need(height)
        for x, (name, lines) in zip((SIDE, SIDE + HALF + GUTTER), pair, strict=False):
            for line in broken(NAME, name, NAME_WIDTH):
                flow.put(line, x, flow.down)
            for number, line in enumerate(lines):
                flow.put(line, x + NAME_WIDTH, flow.down + number * VALUE.leading)
        flow.down += height


def _heading(flow: _Flow, words: str, *, beneath: float) -> None:
    """Set a heading, never alone at the foot of a page."""
    flow.down += AIR / 2
    flow.need(HEADING.leading + beneath)
    flow.rule(0.4, GREY)
    flow.down += 2
    flow.text(HEADING, words)


def _part(flow: _Flow, part: SlipPart) -> None:
    _heading(flow, part.heading, beneath=2 * VALUE.leading)
    for row in part.rows:
        _row(flow, row)


def _row(flow: _Flow, row: SlipRow) -> None:
    flow.need(VALUE.leading)
    for line in broken(NAME, row.name, NAME_WIDTH)[:1]:
        flow.put(line, SIDE, flow.down)
    for said in row.lines:
        style = SMALL if said.is_small else VALUE
        for line in broken(style, said.text, WIDTH - NAME_WIDTH):
            flow.need(style.leading)
            place = SIDE + NAME_WIDTH
            flow.put(line, place, flow.down, is_struck=said.is_struck)
            flow.down += style.leading


def _words(flow: _Flow, slip: Slip) -> None:
    """Set the text in small type, two columns, even ones on its last page."""
    lines = _body_lines(slip.copy)
    if not lines:
        return
    _heading(flow, slip.text_heading, beneath=FEWEST_LINES * BODY_LEADING)
    while lines:
        deep = int((BOTTOM - flow.down) / BODY_LEADING)
        take = min(deep, ceil(len(lines) / 2))
        columns = (lines[:take], lines[take : 2 * take])
        for x, column in zip((SIDE, SIDE + HALF + GUTTER), columns, strict=True):
            for number, line in enumerate(column):
                flow.put(line, x, flow.down + number * BODY_LEADING)
        flow.down += take * BODY_LEADING
        lines = lines[2 * take :]
        if lines:
            flow.need(A4.page_height)


def _body_lines(copy: Copy) -> tuple[Line, ...]:
    paragraphs = [
        replace(each, style=_small(each.style)) for each in body_paragraphs(copy)
    ]
    return line_table(paragraphs, HALF).lines


def _small(style: TextStyle) -> TextStyle:
    name = f"稿签-{style.name}"
    return replace(style, name=name, size=BODY_SIZE, leading=BODY_LEADING)
