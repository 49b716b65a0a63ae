"""Where a story stands on a finished page: the few rectangles that hold all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from press.makeup.grid import Box
from press.makeup.model import FrameKind, PageLayout, Panel, TextFrame

# In body lines and columns: parts of one block stand no farther apart than this.
LINES_APART = 2.5
GAPS_APART = 1.5
TOUCH = 1.0  # points; what only touches does not stand in the way


def story_areas(layout: PageLayout, ref: str) -> tuple[Box, ...]:
    """Return the areas of a story, from the top; none when it is not on the page.

    A block is one area with its photographs, captions, section label and box.  A story
    that jumps, or that stands around another, has several.
    """
    frames = _frames_of(layout, ref)
    pictures = [frame.box for frame in layout.pictures if frame.story == ref]
    own = [*(frame.box for frame in frames), *pictures]
    if not own:
        return ()
    others = _boxes_of_others(layout, ref, frames)
    own += _panels_around(layout.panels, own, others)
    areas = _joined(own, others, _reach(layout))
    return tuple(sorted(areas, key=lambda box: (box.y, box.x)))


def _frames_of(layout: PageLayout, ref: str) -> list[TextFrame]:
    """Return the text frames of a story with its section label, which names none."""
    frames = [frame for frame in layout.frames if frame.story == ref]
    slots = {frame.thread[1:3] for frame in frames}
    labels = [
        frame
        for frame in layout.frames
        if frame.kind is FrameKind.SECTION_LABEL and frame.thread[1:3] in slots
    ]
    return [*frames, *labels]


def _boxes_of_others(
    layout: PageLayout, ref: str, own: Sequence[TextFrame]
) -> list[Box]:
    kept = {frame.id for frame in own}
    frames = [frame.box for frame in layout.frames if frame.id not in kept]
    return [*frames, *(each.box for each in layout.pictures if each.story != ref)]


def _panels_around(
    panels: Iterable[Panel], own: Sequence[Box], others: Sequence[Box]
) -> list[Box]:
    """Return the boxes drawn around parts of a story and around nothing else."""
    return [
        panel.box
        for panel in panels
        if any(_holds(panel.box, box) for box in own)
        and not any(_overlap(panel.box, box) for box in others)
    ]


def _reach(layout: PageLayout) -> tuple[float, float]:
    grid = layout.grid
    return grid.column_gap * GAPS_APART, grid.leading * LINES_APART


def _joined(
    boxes: Sequence[Box], others: Sequence[Box], reach: tuple[float, float]
) -> list[Box]:
    """Join neighbouring boxes as long as nothing of another story is swallowed."""
    areas = list(boxes)
    while True:
        pair = _next_pair(areas, others, reach)
        if pair is None:
            return areas
        first, second = pair
        rest = [box for n, box in enumerate(areas) if n not in (first, second)]
        areas = [*rest, _around(areas[first], areas[second])]


def _next_pair(
    areas: Sequence[Box], others: Sequence[Box], reach: tuple[float, float]
) -> tuple[int, int] | None:
    for first in range(len(areas)):
        for second in range(first + 1, len(areas)):
            if _near(areas[first], areas[second], reach):
                whole = _around(areas[first], areas[second])
                if not any(_overlap(whole, box) for box in others):
                    return first, second
    return None


def _around(one: Box, other: Box) -> Box:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, foot = max(one.right, other.right), max(one.bottom, other.bottom)
    return Box(left, top, right - left, foot - top)


def _near(one: Box, other: Box, reach: tuple[float, float]) -> bool:
    across = max(one.x, other.x) - min(one.right, other.right)
    down = max(one.y, other.y) - min(one.bottom, other.bottom)
    return across <= reach[0] and down <= reach[1]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > TOUCH and down > TOUCH


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x - TOUCH <= inner.x
        and outer.y - TOUCH <= inner.y
        and inner.right <= outer.right + TOUCH
        and inner.bottom <= outer.bottom + TOUCH
    )
