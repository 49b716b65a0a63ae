"""Faults of looks: seams, headlines that meet, legs too short or too long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from press.makeup.grid import Box
from press.makeup.model import Finding, FrameKind, PageLayout, TextFrame
from press.makeup.tiers import MIN_LEG, MIN_LINE_FILL

SHORTEST_SEAM = 0.97  # of the page's depth under the nameplate, or of its width
NEAR = 1.5  # lines or column gaps within which two headlines meet
BRIEF_LEG = MIN_LEG - 2  # lines; a brief's legs may be shorter
FURNITURE = frozenset({FrameKind.NAMEPLATE, FrameKind.CONTACT, FrameKind.FOLIO})


def seams(layout: PageLayout) -> Iterator[Finding]:
    """Find white that runs straight through the whole page (通缝)."""
    boxes = [f.box for f in layout.frames if f.kind not in FURNITURE]
    boxes += [p.box for p in layout.pictures]
    boxes += [p.box for p in layout.panels if p.stroke is not None]
    furniture = [f.box.bottom for f in layout.frames if f.kind in FURNITURE]
    top = max((y for y in furniture if y < layout.grid.line_y(20)), default=0.0)
    boxes = [box for box in boxes if box.y >= top]
    if not boxes:
        return
    yield from _vertical(layout, boxes)
    yield from _horizontal(layout, boxes)


def _vertical(layout: PageLayout, boxes: list[Box]) -> Iterator[Finding]:
    grid = layout.grid
    for gap in range(1, grid.columns):
        x = grid.column_x(gap) - grid.column_gap / 2
        if not any(box.x < x < box.right for box in boxes):
            yield Finding("vertical_seam", False, f"after column {gap}")


def _horizontal(layout: PageLayout, boxes: list[Box]) -> Iterator[Finding]:
    """Go down the page; a depth that no box crosses is a seam."""
    grid = layout.grid
    reached = min(box.y for box in boxes)
    for box in sorted(boxes, key=lambda b: b.y):
        # Air inside a block is at most a line; between blocks there is a rule.
        if box.y > reached + grid.leading * 0.9 and _ruled(layout, reached, box.y):
            line = round((reached - grid.top) / grid.leading)
            yield Finding("horizontal_seam", False, f"under line {line}")
        reached = max(reached, box.bottom)


def _ruled(layout: PageLayout, top: float, foot: float) -> bool:
    """Tell whether blocks part here, and not the lines of one block."""
    return any(top - 1 <= r.y1 == r.y2 <= foot + 1 for r in layout.rules) or any(
        top - 20 <= p.box.y <= foot + 1 or top - 1 <= p.box.bottom <= foot + 1
        for p in layout.panels
    )


def _heads(layout: PageLayout) -> list[TextFrame]:
    return [f for f in layout.frames if f.kind is FrameKind.HEADLINE]


def bumps(layout: PageLayout) -> Iterator[Finding]:
    """Find headlines side by side on one level (碰题)."""
    grid = layout.grid
    for one, two in combinations(_heads(layout), 2):
        level = one.box.y < two.box.bottom and two.box.y < one.box.bottom
        gap = max(two.box.x - one.box.right, one.box.x - two.box.right)
        if level and 0 <= gap < NEAR * grid.column_gap and not _apart(layout, one, two):
            yield Finding("heads_bump", False, "", (one.story, two.story))


def _apart(layout: PageLayout, one: TextFrame, two: TextFrame) -> bool:
    """A box around one of the two tells them apart."""
    return any(
        _holds(panel.box, one.box) != _holds(panel.box, two.box)
        for panel in layout.panels
        if panel.stroke is not None
    )


def _holds(outer: Box, inner: Box) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom


def stacked_heads(layout: PageLayout) -> Iterator[Finding]:
    """Find a headline right upon another (叠题)."""
    grid = layout.grid
    for one, two in combinations(_heads(layout), 2):
        across = one.box.x < two.box.right and two.box.x < one.box.right
        gap = max(two.box.y - one.box.bottom, one.box.y - two.box.bottom)
        if across and 0 <= gap < 3 * grid.leading:
            yield Finding("heads_stacked", False, "", (one.story, two.story))


def leg_lengths(layout: PageLayout) -> Iterator[Finding]:
    """Find legs of text shorter than eight lines or longer than half the page."""
    grid = layout.grid
    threads: dict[str, list[TextFrame]] = {}
    for frame in layout.frames:
        if frame.kind is FrameKind.BODY:
            threads.setdefault(frame.thread, []).append(frame)
    for legs in threads.values():
        rows = [round(leg.box.height / grid.leading) for leg in legs]
        least = MIN_LEG if sum(rows) > 2 * MIN_LEG + BRIEF_LEG else BRIEF_LEG
        if min(rows) < least:
            yield Finding("short_leg", False, f"{min(rows)} lines", (legs[0].story,))
        if max(rows) > grid.lines / 2 + 1:
            yield Finding("long_leg", False, f"{max(rows)} lines", (legs[0].story,))


def thin_headlines(layout: PageLayout) -> Iterator[Finding]:
    """Find headlines that leave more than two fifths of their measure empty."""
    for head in _heads(layout):
        largest = max((line.line.style.size for line in head.lines), default=0.0)
        main = [x.line.width for x in head.lines if x.line.style.size == largest]
        if main and max(main) < MIN_LINE_FILL * head.box.width:
            detail = f"{max(main) / head.box.width:.0%}"
            yield Finding("thin_headline", False, detail, (head.story,))
