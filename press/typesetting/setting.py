"""One paragraph at one measure: its lines found greedily, or set as told.

A line takes what fits.  When it stays short and the next piece of text can be squeezed
in, it is pushed in (挤进), else pushed out (推出) and the line stretched.  A last line
of one lone character (孤字) is pushed in or gets company.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.typesetting import classes
from press.typesetting.breaking import Breaks, forced_end, legal_breaks
from press.typesetting.justifying import TOLERANCE, LineSetter
from press.typesetting.measuring import measure_text
from press.typesetting.model import Line, StyledParagraph

PUSH_IN_FROM = 0.5  # em a line must be short before its marks are squeezed for more
LONGEST_COMPANY = 3.0  # em that may be pulled down to a lone character
FEWEST_CELLS = 2  # em that any line must hold

Span = tuple[int, int]


class ParagraphBreaker:
    """Breaks one paragraph at one measure, or sets it in lines chosen elsewhere."""

    def __init__(self, paragraph: StyledParagraph, measure: float) -> None:
        style = paragraph.style
        self._style = style
        self._inset = style.inset_em
        self._indent = style.indent_em
        self._room = measure / style.size - 2 * style.inset_em
        if self._room - self._indent < FEWEST_CELLS:
            raise ValueError(
                f"A measure of {measure} pt is too narrow for the style {style.name}."
            )
        self.text = measure_text(paragraph)
        self._setter = LineSetter(self.text, size=style.size, align=style.align)

    @property
    def room(self) -> float:
        """Width of a full line in em."""
        return self._room

    def lines(self, number: int) -> list[Line]:
        """Return the lines of the paragraph, broken greedily."""
        return [self.line(number, *span) for span in self._spans()]

    def _spans(self) -> Iterator[Span]:
        """Give the lines of every stretch between line feeds, which force a break."""
        start, length = 0, len(self.text.text)
        while start < length:
            feed = self.text.text.find("\n", start)
            end = length if feed < 0 else feed + 1
            yield from self._stretch(start, end)
            start = end

    def _stretch(self, start: int, end: int) -> list[Span]:
        breaks = legal_breaks(self.text, start, end, self._room)
        spans: list[Span] = []
        while start < end:
            cut = self._next_end(breaks, start, end)
            spans.append((start, cut))
            start = cut
        return self._company(spans, breaks)

    def _next_end(self, breaks: Breaks, start: int, end: int) -> int:
        room = self._room_of(start) + self._lead(start)
        first = breaks.after(start)
        best = breaks.fitting(self.text, start, room)
        if best >= first and breaks.ends[best] == end:
            return end
        short = room
        if best >= first:
            short -= self.text.width(start, breaks.visible[best])
        if short >= PUSH_IN_FROM - TOLERANCE:
            pushed = max(best + 1, first)
            if self._squeezes(start, breaks.visible[pushed], room):
                return breaks.ends[pushed]
        if best >= first:
            return breaks.ends[best]
        return forced_end(self.text, start, end, room)

    def _squeezes(self, start: int, visible: int, room: float) -> bool:
        over = self.text.width(start, visible) - room
        return over <= self.text.slack(start, visible) + TOLERANCE

    def _company(self, spans: list[Span], breaks: Breaks) -> list[Span]:
        """Leave no lone character on the last line, where that can be helped."""
        if len(spans) < 2 or not self._is_lone(*spans[-1]):
            return spans
        (start, middle), (_, end) = spans[-2:]
        room = self._room_of(start) + self._lead(start)
        if self._squeezes(start, self.text.visible_end(start, end), room):
            return [*spans[:-2], (start, end)]
        for at in range(breaks.after(middle - 1) - 1, breaks.after(start) - 1, -1):
            cut = breaks.ends[at]
            if self.text.width(cut, middle) > LONGEST_COMPANY:
                break
            room = self._room_of(cut) + self._lead(cut)
            fits = self._squeezes(cut, self.text.visible_end(cut, end), room)
            if fits and not self._is_lone(cut, end):
                return [*spans[:-2], (start, cut), (cut, end)]
        return spans

    def _is_lone(self, start: int, end: int) -> bool:
        read = 0
        for char in self.text.text[start:end]:
            read += not classes.is_mark(char)
            if read > 1:
                return False
        return read == 1

    def fits(self, start: int, end: int) -> bool:
        """Tell whether characters fit on a line without squeezing marks."""
        visible = self.text.visible_end(start, end)
        width = self.text.width(start, visible) - self._lead(start)
        return width <= self._room_of(start) + TOLERANCE

    def _room_of(self, start: int) -> float:
        return self._room - (self._indent if start == 0 else 0)

    def _lead(self, start: int) -> float:
        """Return what an opening mark loses at a line start.

        After an indent it keeps its cell: the text then stands on the grid.
        """
        return 0.0 if start == 0 and self._indent else self.text.shapes[start].left

    def line(self, number: int, start: int, end: int) -> Line:
        """Set the characters ``start`` to ``end`` as one line."""
        text = self.text
        last = end == len(text.text) or text.text[end - 1] == "\n"
        room = self._room_of(start)
        pieces, width = self._setter.set(
            start,
            text.visible_end(start, end),
            left=self._inset + self._room - room,
            room=room,
            lead=self._lead(start),
            last=last,
        )
        return Line(
            paragraph=number,
            start=start,
            end=end,
            style=self._style,
            pieces=pieces,
            width=width,
            is_first=start == 0,
            is_last=end == len(text.text),
        )
