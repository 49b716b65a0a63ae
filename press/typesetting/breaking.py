"""Where lines may break: 避头尾, unbreakable runs, over-long addresses."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from press.typesetting import classes
from press.typesetting.justifying import TOLERANCE
from press.typesetting.measuring import MeasuredText


@dataclass(slots=True)
class Breaks:
    """Legal line ends of a stretch of text, in order; the last one is its end.

    ``reach[n]`` is the width from the start of the text to the visible end of
    ``ends[n]``, adjacent marks squeezed: it grows with ``n``.
    """

    ends: list[int]
    visible: list[int]
    reach: list[float]

    def after(self, position: int) -> int:
        """Return the number of the first legal end after a position."""
        return bisect_right(self.ends, position)

    def fitting(self, text: MeasuredText, start: int, room: float) -> int:
        """Return the number of the last end that fits; may lie before ``start``."""
        limit = room + text.prefix[start] - text.cut_sums[start] + TOLERANCE
        return bisect_right(self.reach, limit) - 1


def legal_breaks(text: MeasuredText, start: int, end: int, room: float) -> Breaks:
    """List the legal line ends between ``start`` and ``end``.

    ``room`` is the width of a full line: runs wider than it may be broken.
    """
    glued = _loosened(text, room)
    chars, ends = text.text, []
    solid = start  # the last character before that is no space
    while solid < end and chars[solid] in classes.SPACES:
        solid += 1
    for at in range(solid + 1, end):
        char = chars[at]
        if char in classes.SPACES:
            continue
        barred = glued[at] or char in classes.NO_START or _extends(char)
        if not barred and chars[solid] not in classes.NO_END:
            ends.append(at)
        solid = at
    ends.append(end)
    visible = [text.visible_end(start, at) for at in ends]
    reach = [text.prefix[at] - text.cut_sums[max(at - 1, 0)] for at in visible]
    return Breaks(ends, visible, reach)


def _extends(char: str) -> bool:
    """Tell a combining mark or joiner, which belongs to the character before it."""
    return char > "\u02ff" and (
        char in _JOINING or "\u0300" <= char <= "\u036f" or char in _VARIATIONS
    )


_JOINING = frozenset("\u200d\u20dd\u20e3")
_VARIATIONS = frozenset(map(chr, range(0xFE00, 0xFE10)))


def _loosened(text: MeasuredText, room: float) -> bytearray:
    """Open runs that no line can hold: at their seams, or anywhere failing that."""
    glued = text.glued
    for start, end in text.runs:
        if end - start < 2 or text.prefix[end] - text.prefix[start] <= room:
            continue
        if glued is text.glued:
            glued = bytearray(glued)
        for low, high in _chunks(text.text, start, end):
            glued[high] = 0
            if text.prefix[high] - text.prefix[low] > room:
                glued[low:high] = bytes(high - low)
    return glued


def _chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    seams = [at for at in range(start + 1, end) if text[at - 1] in classes.RUN_SEAMS]
    return list(zip([start, *seams], [*seams, end], strict=True))


def forced_end(text: MeasuredText, start: int, end: int, room: float) -> int:
    """Return where to break when no legal end fits: the fullest line that fits.

    Marks are kept from the line start where that is possible; at least one character
    is taken.
    """
    fits = start + 1
    while fits < end and text.width(start, fits + 1) <= room + TOLERANCE:
        fits += 1
    for at in range(fits, start, -1):
        if at == end or _tolerable(text.text, at):
            return at
    return fits


def _tolerable(text: str, at: int) -> bool:
    return (
        text[at] not in classes.NO_START
        and text[at - 1] not in classes.NO_END
        and text[at] not in classes.SPACES
        and not _extends(text[at])
    )
