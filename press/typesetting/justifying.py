"""Place the characters of one line: squeeze or stretch it, then align it.

Order of CLREQ 3.2: the mark at the line end gives way first, then brackets and dots,
then pauses; a line that is short is stretched evenly between its characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.typesetting import classes
from press.typesetting.measuring import MeasuredText
from press.typesetting.model import Align, Piece

TOLERANCE = 1e-6  # em
MOST_STRETCH = 0.5  # em a gap; beyond that a line is left short, which reads better
PLACES = 4  # decimals of a point

_SHIFT = {Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_FIRST_TO_GIVE = classes.OPENING | classes.CLOSING | classes.DOTS


class LineSetter:
    """Sets lines of one measured text at one size."""

    def __init__(self, text: MeasuredText, *, size: float, align: Align) -> None:
        self._text = text
        self._size = size
        self._align = align

    def set(
        self, start: int, end: int, *, left: float, room: float, lead: float, last: bool
    ) -> tuple[tuple[Piece, ...], float]:
        """Return the pieces of a line and its width in points.

        ``left`` is where the line may begin and ``room`` how wide it may be, in em;
        ``lead`` is what its first mark loses at the line start.
        """
        if end <= start:
            return (), 0.0
        gaps = [-cut for cut in self._text.cuts[start + 1 : end]]
        width = self._text.width(start, end) - lead
        if width > room + TOLERANCE:
            width -= self._squeeze(gaps, start, end, width - room)
        elif self._align is Align.JUSTIFY and not last:
            width += self._stretch(gaps, start, room - width)
        left += max(0.0, room - width) * _SHIFT.get(self._align, 0.0)
        return self._pieces(gaps, start, left - lead), round(width * self._size, PLACES)

    def _squeeze(self, gaps: list[float], start: int, end: int, over: float) -> float:
        """Take ``over`` out of the line; return what was taken."""
        taken = min(over, self._text.shapes[end - 1].right)
        firm = [0.0] * len(gaps)
        soft = [0.0] * len(gaps)
        for at, give in enumerate(self._text.gives[start + 1 : end]):
            (firm if self._gives_first(start + 1 + at) else soft)[at] = give
        for tier in (firm, soft):
            taken += _take(gaps, tier, over - taken)
        return taken

    def _gives_first(self, boundary: int) -> bool:
        pair = self._text.text[boundary - 1 : boundary + 1]
        return pair[0] in _FIRST_TO_GIVE or pair[1] in _FIRST_TO_GIVE

    def _stretch(self, gaps: list[float], start: int, short: float) -> float:
        """Spread ``short`` over the gaps of the line; return what was spread."""
        if short <= TOLERANCE:
            return 0.0
        places = [at for at in range(len(gaps)) if self._opens(start + 1 + at)]
        if not places:
            return 0.0
        step = min(short / len(places), MOST_STRETCH)
        for at in places:
            gaps[at] += step
        return step * len(places)

    def _opens(self, boundary: int) -> bool:
        """Tell whether a gap may be opened: not in a word, not beside a mark's ink."""
        text = self._text
        if text.glued[boundary]:
            return False
        after = text.text[boundary]
        return text.text[boundary - 1] not in classes.NO_END and (
            after not in classes.NO_START
        )

    def _pieces(self, gaps: list[float], start: int, x: float) -> tuple[Piece, ...]:
        """Walk the line from ``x`` and cut it into pieces of one face."""
        return tuple(self._walk(gaps, start, x))

    def _walk(self, gaps: list[float], start: int, x: float) -> Iterator[Piece]:
        shapes, size = self._text.shapes, self._size
        xs: list[float] = []
        face, begin = shapes[start].face, start
        for at, gap in enumerate((0.0, *gaps), start):
            shape = shapes[at]
            x += gap
            if shape.face is not face:
                yield Piece(self._text.text[begin:at], face, size, tuple(xs))
                face, begin, xs = shape.face, at, []
            xs.append(round((x + shape.offset) * size, PLACES))
            x += shape.cell
        yield Piece(self._text.text[begin : begin + len(xs)], face, size, tuple(xs))


def _take(gaps: list[float], tier: list[float], over: float) -> float:
    """Close the gaps of a tier in proportion; return what was taken."""
    can = sum(tier)
    if over <= 0 or can <= 0:
        return 0.0
    share = min(1.0, over / can)
    for at, give in enumerate(tier):
        gaps[at] -= give * share
    return can * share
