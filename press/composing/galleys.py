"""A story to be proofread before make-up (小样): in columns of the page's own measure.

Every fifth line has its number, and there is white beside the columns for marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from press.composing.proof_sheets import GREY, LIGHT, SheetHead, set_foot, set_head
from press.copy.model import Copy
from press.copy.spots import CAPTION
from press.makeup.grid import MM, Box, PageGrid
from press.makeup.model import (
    FrameKind,
    PageLayout,
    RuleLine,
    SetLine,
    TextFrame,
    Thread,
)
from press.makeup.parts import ASCENT, Parts
from press.typesetting.breaker import line_table
from press.typesetting.model import (
    Align,
    Face,
    Line,
    StyledParagraph,
    TextStyle,
)
from press.typesetting.paragraphs import (
    body_paragraphs,
    caption_paragraphs,
    plain_paragraph,
)

NUMBERS = TextStyle("校样-行号", Face.HEI, 6.5, 9, Align.RIGHT, colour=GREY)
KICKER = TextStyle("校样-引题", Face.HEI, 11, 17, Align.LEFT)
HEADLINE = TextStyle("校样-主题", Face.SONG_BOLD, 18, 27, Align.LEFT)
DECK = TextStyle("校样-副题", Face.KAI, 12, 19, Align.LEFT)
BYLINE = TextStyle("校样-署名", Face.KAI, 9.5, 17, Align.LEFT)
A4_WIDE, A4_HIGH = 210.0, 297.0  # millimetres
EDGE = 15 * MM  # white at the sides of a galley
GALLEY_TOP, GALLEY_FOOT = 25 * MM, 20 * MM
NUMBER_WIDTH = 20.0  # points left of a column for the numbers of its lines
LEAST_MARGIN = 70.0  # points beside a column, for marks
EVERY = 5  # lines from one number to the next
AIR = 10.0


def galley_sheets(ref: str, copy: Copy, grid: PageGrid) -> tuple[PageLayout, ...]:
    """Return the sheets of a story as it will run in one column of a page's grid."""
    galley = _Galley(ref, grid)
    galley.stack(copy)
    galley.run("body", FrameKind.BODY, body_paragraphs(copy, grid.styles))
    for picture in copy.pictures:
        words = caption_paragraphs(picture.caption, picture.credit, grid.styles)
        if words:
            galley.gap()
            name = CAPTION + picture.id
            galley.run(name, FrameKind.CAPTION, words, numbered=False)
    return galley.layouts()


@dataclass(slots=True)
class _Sheet:
    parts: Parts = field(default_factory=Parts)
    threads: dict[str, Thread] = field(default_factory=dict)


class _Galley:
    """A pen that goes down the columns of a sheet and on to the next sheet."""

    def __init__(self, ref: str, grid: PageGrid) -> None:
        self.ref, self.grid = ref, grid
        self.wide, self.high = A4_WIDE * MM, A4_HIGH * MM
        self.measure = grid.column_width
        room = self.wide - 2 * EDGE
        needed = NUMBER_WIDTH + self.measure + LEAST_MARGIN
        self.columns = max(1, int(room // needed))
        self.step = room / self.columns
        self.sheets = [_Sheet()]
        self.top = self.down = GALLEY_TOP
        self.column = 0
        self.count = 0

    @property
    def bottom(self) -> float:
        return self.high - GALLEY_FOOT

    @property
    def x(self) -> float:
        return EDGE + self.column * self.step + NUMBER_WIDTH

    def stack(self, copy: Copy) -> None:
        """Set kicker, headline, deck and byline over the whole width."""
        pairs = (
            (KICKER, copy.kicker),
            (HEADLINE, copy.headline),
            (DECK, copy.deck),
            (BYLINE, copy.byline),
        )
        words = tuple(plain_paragraph(style, text) for style, text in pairs if text)
        if not words:
            return
        width = self.wide - 2 * EDGE - NUMBER_WIDTH
        lines = line_table(words, width).lines
        box = Box(self.x, self.down, width, sum(line.style.leading for line in lines))
        parts = self.sheets[-1].parts
        kind = FrameKind.HEADLINE
        parts.small_text("head", kind, words, box, story=self.ref)
        self.top = self.down = box.bottom + AIR

    def gap(self) -> None:
        self.down += AIR

    def run(
        self,
        name: str,
        kind: FrameKind,
        words: tuple[StyledParagraph, ...],
        *,
        numbered: bool = True,
    ) -> None:
        """Let text flow down the columns from where the pen is."""
        if not words:
            return
        thread = Thread(name, kind, words, self.ref)
        left = list(line_table(words, self.measure).lines)
        while left:
            self._into_column(thread, left, numbered=numbered)

    def _into_column(self, thread: Thread, left: list[Line], *, numbered: bool) -> None:
        """Set what fits into this column and leave the rest in ``left``."""
        start, placed = self.down, []
        while left and self.down + left[0].style.leading <= self.bottom:
            line = left.pop(0)
            placed.append(self._stand(line))
            if numbered:
                self._number(placed[-1].baseline)
            self.down += line.style.leading
        if placed:
            box = Box(self.x, start, self.measure, self.down - start)
            self._keep(thread, box, tuple(placed))
        if left:
            self._next_column()

    def _stand(self, line: Line) -> SetLine:
        style = line.style
        down = (style.leading - style.size) / 2 + ASCENT * style.size
        return SetLine(self.x, self.down + down, line)

    def _keep(self, thread: Thread, box: Box, lines: tuple[SetLine, ...]) -> None:
        sheet = self.sheets[-1]
        sheet.threads[thread.id] = thread
        number = len(sheet.parts.frames) + 1
        frame = TextFrame(
            f"{thread.id}-{number}", thread.kind, box, thread.id, self.ref, lines
        )
        sheet.parts.frames.append(frame)

    def _number(self, baseline: float) -> None:
        """Put a number beside every fifth line."""
        self.count += 1
        if self.count % EVERY:
            return
        words = (plain_paragraph(NUMBERS, str(self.count)),)
        width = NUMBER_WIDTH - 6
        lines = line_table(words, width).lines
        x = self.x - NUMBER_WIDTH
        line = SetLine(x, baseline, lines[0])
        name = f"line-{self.count}"
        sheet = self.sheets[-1]
        sheet.threads[name] = Thread(name, FrameKind.FOLIO, words)
        box = Box(x, baseline - NUMBERS.size, width, NUMBERS.leading)
        frame = TextFrame(name, FrameKind.FOLIO, box, name, "", (line,))
        sheet.parts.frames.append(frame)

    def _next_column(self) -> None:
        self.column += 1
        if self.column == self.columns:
            self.sheets.append(_Sheet())
            self.column, self.top = 0, GALLEY_TOP
        self.down = self.top

    def layouts(self) -> tuple[PageLayout, ...]:
        """Return the sheets."""
        paper = PageGrid("galley", A4_WIDE, A4_HIGH, 1, 40, 1, 50)
        return tuple(self._layout(paper, sheet) for sheet in self.sheets)

    def _layout(self, paper: PageGrid, sheet: _Sheet) -> PageLayout:
        parts, width = sheet.parts, self.wide - 2 * EDGE
        under = self.bottom + 2 * MM
        parts.rules.append(RuleLine(EDGE, under, EDGE + width, under, 0.4, LIGHT))
        return PageLayout(
            paper,
            1,
            (*parts.threads, *sheet.threads.values()),
            tuple(parts.frames),
            (),
            tuple(parts.rules),
        )


def headed(sheets: Sequence[PageLayout], head: SheetHead) -> tuple[PageLayout, ...]:
    """Return the sheets of a galley, each with its head and the line to sign."""
    total = len(sheets)
    return tuple(
        _headed(sheet, replace(head, facts=f"{head.facts}　第{n}页，共{total}页"))
        for n, sheet in enumerate(sheets, start=1)
    )


def _headed(sheet: PageLayout, head: SheetHead) -> PageLayout:
    parts, width = Parts(), sheet.grid.page_width - 2 * EDGE
    foot = sheet.grid.page_height - GALLEY_FOOT + 4 * MM
    set_head(parts, head, Box(EDGE, 8 * MM, width, GALLEY_TOP - 8 * MM))
    set_foot(parts, head, Box(EDGE, foot, width, 10 * MM))
    return replace(
        sheet,
        threads=(*sheet.threads, *parts.threads),
        frames=(*sheet.frames, *parts.frames),
    )
