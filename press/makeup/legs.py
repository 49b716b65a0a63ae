"""Deal the lines of a text into legs of whole grid lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.typesetting.model import Line
from press.typesetting.styles import SUBHEAD

MAX_TRIES = 12

Placed = tuple[float, Line]  # grid lines from the top of the leg, and what stands there


@dataclass(frozen=True, slots=True)
class Dealt:
    """A text dealt into legs; ``white`` counts the lines of the legs left empty."""

    capacities: tuple[int, ...]
    legs: tuple[tuple[Placed, ...], ...]
    left_over: tuple[Line, ...]
    white: int


def deal(lines: Sequence[Line], capacities: Sequence[int]) -> Dealt:
    """Fill legs in order; a 小标题 takes two lines and never ends a leg."""
    legs: list[tuple[Placed, ...]] = []
    at, white = 0, 0
    for capacity in capacities:
        leg, at, used = _fill_leg(lines, at, capacity)
        legs.append(leg)
        white += capacity - used
    return Dealt(tuple(capacities), tuple(legs), tuple(lines[at:]), white)


def text_rows(lines: Sequence[Line]) -> int:
    """Return the grid lines a text takes in one endless leg."""
    return sum(_rows(line, at_head=n == 0) for n, line in enumerate(lines))


def count_chars(lines: Sequence[Line]) -> int:
    """Return the characters of lines, spaces left out."""
    texts = (piece.text for line in lines for piece in line.pieces)
    return sum(not char.isspace() for text in texts for char in text)


def least_rows(
    lines: Sequence[Line], cuts: Sequence[int], *, more: int = 0
) -> Dealt | None:
    """Deal a text into the shortest legs that hold it all.

    ``cuts`` are the lines that a photograph takes off each leg; ``more`` lines are
    added to every leg, as white at their feet.
    """
    legs = len(cuts)
    start = max(max(cuts), -(-(text_rows(lines) + sum(cuts)) // legs) - 1, 1)
    for rows in range(start, start + MAX_TRIES):
        dealt = deal(lines, [rows - cut for cut in cuts])
        if not dealt.left_over:
            if more:
                dealt = deal(lines, [rows + more - cut for cut in cuts])
            return evened(lines, dealt)
    return None


def evened(lines: Sequence[Line], dealt: Dealt) -> Dealt:
    """Spread white evenly over the legs' feet, the last legs first."""
    legs = len(dealt.capacities)
    if dealt.white < 2 or legs < 2:
        return dealt
    each, rest = divmod(dealt.white, legs)
    spread = [
        capacity - each - (1 if n >= legs - rest else 0)
        for n, capacity in enumerate(dealt.capacities)
    ]
    even = deal(lines, spread) if min(spread) >= 0 else dealt
    if even.left_over:
        return dealt
    return Dealt(dealt.capacities, even.legs, (), dealt.white)


def _rows(line: Line, *, at_head: bool) -> int:
    """Return the lines of a line; a heading at the head of a leg needs no air."""
    return 2 if is_heading(line) and line.is_first and not at_head else 1


def is_heading(line: Line) -> bool:
    return line.style.name == SUBHEAD.name


def _fill_leg(
    lines: Sequence[Line], at: int, capacity: int
) -> tuple[tuple[Placed, ...], int, int]:
    leg: list[Placed] = []
    used = 0
    while at < len(lines):
        line = lines[at]
        rows = _rows(line, at_head=not leg)
        if used + rows > capacity:
            break
        leg.append((used + (0.5 if rows == 2 else 0), line))
        if is_heading(line) and not line.is_first and leg[:-1]:
            leg[-1] = (leg[-2][0] + 1, line)
        used, at = used + rows, at + 1
    while leg and at < len(lines) and is_heading(leg[-1][1]):
        offset, _ = leg.pop()
        used, at = int(offset), at - 1
    return tuple(leg), at, used
