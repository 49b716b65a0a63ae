"""White between the parts of a stack, so that a desk's page looks like our proof.

InDesign's CJK leading runs from the top of one line's em box to the next one's; what
stands further apart on our page becomes space before the lower paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from press.makeup.grid import Box
from press.makeup.model import FrameKind, SetLine, TextFrame

ASCENT = 0.88  # em box above the baseline
# Programs that do not read leading use the font's own line, ascent and descent, in em.
# A single line is overset for Scribus in less than this, in em (tried: 1.23 no, 1.25).
ONE_LINE = 1.25
OWN_LINE, OWN_ASCENT, OWN_DESCENT = 1.45, 1.16, 0.29


def first_baseline(frame: TextFrame) -> float | None:
    """Return how far below the frame's top its first baseline is, points."""
    if not frame.lines:
        return None
    return max(0.0, frame.lines[0].baseline - frame.box.y)


def roomy_box(frame: TextFrame) -> Box:
    """Return the frame's box; a nameplate's reaches down to hold its font's own line.

    Its one line fills the box, and a program that measures by the font would hide it.
    """
    if frame.kind is not FrameKind.NAMEPLATE or not frame.lines:
        return frame.box
    height = max(frame.box.height, ONE_LINE * frame.lines[0].line.style.size)
    return replace(frame.box, height=height)


def spaces_before(frame: TextFrame) -> dict[int, float]:
    """Return the space before each paragraph of a frame that holds a whole thread.

    There is never more than the frame has room for under a font's own leading.
    """
    gaps = _gaps(frame.lines)
    wanted = sum(gaps.values())
    if not wanted:
        return {}
    room = frame.box.height - _own_height(frame.lines)
    share = min(1.0, max(0.0, room / wanted))
    return {paragraph: gap * share for paragraph, gap in gaps.items()}


def _gaps(lines: Sequence[SetLine]) -> dict[int, float]:
    gaps = {}
    for upper, lower in pairwise(lines):
        gap = _top(lower) - _top(upper) - upper.line.style.leading
        if lower.line.is_first and gap > 0:
            gaps[lower.line.paragraph] = gap
    return gaps


def _top(line: SetLine) -> float:
    return line.baseline - ASCENT * line.line.style.size


def _own_height(lines: Sequence[SetLine]) -> float:
    sizes = [line.line.style.size for line in lines]
    below = OWN_LINE * sum(sizes[1:])
    return OWN_ASCENT * sizes[0] + below + OWN_DESCENT * sizes[-1]
