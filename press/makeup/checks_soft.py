"""Faults of looks: seams, headlines that meet, legs too short or too long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from press.makeup.grid import Box
from press.makeup.model import Finding, FrameKind, PageLayout, TextFrame
from press.makeup.tiers import MIN_LEG, MIN_LINE_FILL

NEAR = 1.5  # lines or column gaps within which two headlines meet
BRIEF_LEG = MIN_LEG - 2  # lines; a brief's legs may be shorter
SLIVER = 3  # lines; fewer beside a photograph are not read
FURNITURE = frozenset(
    {FrameKind.NAMEPLATE, FrameKind.CONTACT, FrameKind.FOLIO, FrameKind.FIXED}
)


def seams(layout: PageLayout) -> Iterator[Finding]:
    """Find white that runs straight through the whole page (通缝)."""
    boxes = [f.box for f in layout.frames if f.kind not in FURNITURE]
    boxes += [p.box for p in layout.pictures]
    if not boxes:
        return
    first = min(box.y for box in boxes)
    boxes += [
        p.box for p in layout.panels if p.stroke is not None and p.box.y > first - 20
    ]
    yield from _vertical(layout, boxes)
    yield from _horizontal(layout)


def _vertical(layout: PageLayout, boxes: list[Box]) -> Iterator[Finding]:
    grid = layout.grid
    for gap in range(1, grid.columns):
        x = grid.column_x(gap) - grid.column_gap / 2
        if not any(box.x < x < box.right for box in boxes):
            yield Finding("vertical_seam", False, f"after column {gap}")


def _horizontal(layout: PageLayout) -> Iterator[Finding]:
    for line in seam_lines(layout):
        yield Finding("horizontal_seam", False, f"under line {line}")


def seam_lines(layout: PageLayout) -> list[int]:
    """Go down the page by stories; return the lines that none of them crosses."""
    blocks = sorted(story_boxes(layout).values(), key=lambda b: b.y)
    reached = blocks[0].bottom if blocks else 0.0
    lines = []
    for block in blocks[1:]:
        if block.y >= reached - 1:
            lines.append(round((reached - layout.grid.top) / layout.grid.leading))
        reached = max(reached, block.bottom)
    return lines


def story_boxes(layout: PageLayout) -> dict[str, Box]:
    """Return the rectangle that the frames and photographs of each story fill."""
    of_story: dict[str, list[Box]] = {}
    standing = [(f.story, f.box) for f in layout.frames if f.story]
    standing += [(p.story, p.box) for p in layout.pictures]
    for story, box in standing:
        of_story.setdefault(story, []).append(box)
    return {story: _hull(boxes) for story, boxes in of_story.items()}


def _hull(boxes: list[Box]) -> Box:
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    right, foot = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(x, y, right - x, foot - y)


def headlines(layout: PageLayout) -> list[TextFrame]:
    """Return the frames of the headline stacks."""
    return [f for f in layout.frames if f.kind is FrameKind.HEADLINE]


def bumps(layout: PageLayout) -> Iterator[Finding]:
    """Find headlines side by side on one level (碰题)."""
    grid = layout.grid
    for one, two in combinations(headlines(layout), 2):
        level = one.box.y < two.box.bottom and two.box.y < one.box.bottom
        gap = max(two.box.x - one.box.right, one.box.x - two.box.right)
        if level and 0 <= gap < NEAR * grid.column_gap and not _apart(layout, one, two):
            yield Finding("heads_bump", False, "", (one.story, two.story))


def _apart(layout: PageLayout, one: TextFrame, two: TextFrame) -> bool:
    """Tell whether a box around one of the two, or their faces, part them."""
    if headline_family(one) != headline_family(two):
        return True
    return any(
        _holds(panel.box, one.box) != _holds(panel.box, two.box)
        for panel in layout.panels
        if panel.stroke is not None
    )


def headline_family(head: TextFrame) -> str:
    """Return 宋 or 黑, judged by the largest line of a headline."""
    largest = max(head.lines, key=lambda line: line.line.style.size, default=None)
    return largest.line.style.face.value.split("_")[0] if largest else ""


def _holds(outer: Box, inner: Box) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom


def stacked_heads(layout: PageLayout) -> Iterator[Finding]:
    """Find a headline right upon another (叠题)."""
    grid = layout.grid
    for one, two in combinations(headlines(layout), 2):
        across = one.box.x < two.box.right and two.box.x < one.box.right
        gap = max(two.box.y - one.box.bottom, one.box.y - two.box.bottom)
        if across and 0 <= gap < 3 * grid.leading:
            yield Finding("heads_stacked", False, "", (one.story, two.story))


def leg_lengths(layout: PageLayout) -> Iterator[Finding]:
    """Find legs shorter than eight lines, longer than half the page, and slivers."""
    grid = layout.grid
    threads: dict[str, list[TextFrame]] = {}
    for frame in layout.frames:
        if frame.kind is FrameKind.BODY:
            threads.setdefault(frame.thread, []).append(frame)
    for legs in threads.values():
        rows = [round(leg.box.height / grid.leading) for leg in legs]
        least = MIN_LEG if sum(rows) > 2 * MIN_LEG else BRIEF_LEG
        detail, story = f"{rows} lines", (legs[0].story,)
        if max(rows) < min(least, sum(rows)):
            yield Finding("short_leg", False, detail, story)
        if min(rows) < SLIVER:
            yield Finding("sliver", False, detail, story)
        if max(rows) > grid.lines / 2 + 1:
            yield Finding("long_leg", False, detail, story)


def thin_headlines(layout: PageLayout) -> Iterator[Finding]:
    """Find headlines that leave more than two fifths of their measure empty."""
    for head in headlines(layout):
        largest = max((line.line.style.size for line in head.lines), default=0.0)
        main = [x.line.width for x in head.lines if x.line.style.size == largest]
        if main and max(main) < MIN_LINE_FILL * head.box.width:
            detail = f"{max(main) / head.box.width:.0%}"
            yield Finding("thin_headline", False, detail, (head.story,))
