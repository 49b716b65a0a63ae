"""Faults of the page as a whole: what a page editor sees from three steps away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from press.makeup.checks_soft import NEAR, headline_family, headlines, story_boxes
from press.makeup.grid import Box
from press.makeup.model import (
    Finding,
    FrameKind,
    PageLayout,
    PictureFrame,
    Role,
    Story,
    TextFrame,
)

FEW = 4  # stories; a page of fewer has no variety to lack
ALIKE = 0.75  # of the stories with one width or one face
DOMINANT = 1.3  # times the area of the next largest photograph
APART = 2  # lines between photographs of two stories
FOOT = 0.75  # of the page's depth; what reaches below stands at its foot
MOST_BOXES = 2
SIDE = 5  # lines a box and a label push a story down that yet stands at the top
LOPSIDED = 0.68  # of the ink of headlines and photographs on one half


def full_widths(layout: PageLayout) -> Iterator[Finding]:
    """Find stories of the whole width right under each other (通栏压通栏)."""
    wide = sorted(
        (box.y, box.bottom, story)
        for story, box in story_boxes(layout).items()
        if box.width > layout.grid.type_width - layout.grid.column_gap
    )
    for (_, foot, above), (top, _, below) in pairwise(wide):
        if top - foot < 3 * layout.grid.leading:
            yield Finding("full_widths", False, "", (above, below))


def sameness(layout: PageLayout) -> Iterator[Finding]:
    """Find a page whose stories are nearly all of one width, or of one face."""
    grid = layout.grid
    widths = [
        round((box.width + grid.column_gap) / (grid.column_width + grid.column_gap))
        for box in story_boxes(layout).values()
    ]
    if _alike(widths):
        yield Finding("widths_alike", False, f"{Counter(widths).most_common(1)[0][0]}")
    if _alike([headline_family(head) for head in headlines(layout)]):
        yield Finding("faces_alike", False, "")


def _alike(values: Sequence[object]) -> bool:
    if len(values) < FEW:
        return False
    return Counter(values).most_common(1)[0][1] > ALIKE * len(values)


def photographs(layout: PageLayout) -> Iterator[Finding]:
    """Find photographs of which none dominates, and those of two stories that meet."""
    pictures = [p for p in layout.pictures if p.story]
    sizes = sorted((p.box.width * p.box.height for p in pictures), reverse=True)
    if len(sizes) > 1 and sizes[0] < DOMINANT * sizes[1]:
        yield Finding("no_dominant", False, "")
    for one, two in combinations(pictures, 2):
        if one.story != two.story and _near(one.box, two.box, layout):
            yield Finding("photos_close", False, "", (one.story, two.story))


def _near(one: Box, two: Box, layout: PageLayout) -> bool:
    across = max(two.x - one.right, one.x - two.right)
    down = max(two.y - one.bottom, one.y - two.bottom)
    grid = layout.grid
    return across < NEAR * grid.column_gap and down < APART * grid.leading


def adverts_met(layout: PageLayout) -> Iterator[Finding]:
    """Find photographs of stories that touch an advertisement: it would seem its."""
    for advert in _adverts(layout):
        for picture in layout.pictures:
            if picture.story and _near(picture.box, advert, layout):
                yield Finding("photo_at_advert", True, "", (picture.story,))


def _adverts(layout: PageLayout) -> Iterator[Box]:
    """Give what bears the mark of an advertisement, by the names of its frames."""
    fixed = {f.id: f for f in layout.frames if f.kind is FrameKind.FIXED}
    artwork = {p.id: p for p in layout.pictures if not p.story}
    for mark in fixed.values():
        if not mark.id.endswith("m"):
            continue
        name = mark.id[:-1]
        others = (fixed.get(name), artwork.get(f"{name}-picture"))
        yield _around(mark, [o for o in others if o is not None], layout)


def _around(
    mark: TextFrame, others: Sequence[TextFrame | PictureFrame], layout: PageLayout
) -> Box:
    boxes = [mark.box, *(other.box for other in others)]
    boxes += [
        panel.box
        for panel in layout.panels
        if panel.box.y <= mark.box.y < panel.box.bottom
        and panel.box.x <= mark.box.x < mark.box.right <= panel.box.right
    ]
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, foot = max(b.right for b in boxes), max(b.bottom for b in boxes)
    return Box(left, top, right - left, foot - top)


def weights(layout: PageLayout, stories: Sequence[Story]) -> Iterator[Finding]:
    """Find a lead that does not lead, a foot without weight, and a page that tips."""
    yield from _lead(layout, stories)
    boxes = story_boxes(layout)
    if len(boxes) > FEW and not any(_is_basement(b, layout) for b in boxes.values()):
        yield Finding("no_basement", False, "")
    strokes = [
        p for p in layout.panels if p.stroke is not None and _holds_story(p.box, boxes)
    ]
    if len(strokes) > MOST_BOXES:
        yield Finding("many_boxes", False, f"{len(strokes)}")
    yield from _balance(layout)


def _lead(layout: PageLayout, stories: Sequence[Story]) -> Iterator[Finding]:
    boxes = story_boxes(layout)
    lead = next((s.ref for s in stories if s.role is Role.LEAD and s.ref in boxes), "")
    if not lead:
        return
    box, grid = boxes[lead], layout.grid
    if any(
        other.y < box.y - SIDE * grid.leading
        or (other.right < box.x and other.y < box.y + SIDE * grid.leading)
        for ref, other in boxes.items()
        if ref != lead
    ):
        yield Finding("lead_place", False, "", (lead,))
    sizes = {head.story: _size(head) for head in headlines(layout)}
    if lead in sizes and sizes[lead] < max(sizes.values()):
        yield Finding("lead_size", False, "", (lead,))


def _size(head: TextFrame) -> float:
    return max((line.line.style.size for line in head.lines), default=0.0)


def _is_basement(box: Box, layout: PageLayout) -> bool:
    grid = layout.grid
    deep = box.bottom > grid.top + FOOT * grid.type_height
    return deep and box.width > 0.45 * grid.type_width


def _holds_story(panel: Box, boxes: dict[str, Box]) -> bool:
    return any(
        panel.x <= box.x + 1
        and box.right <= panel.right + 1
        and panel.y <= box.y + 1
        and box.bottom <= panel.bottom + 1
        for box in boxes.values()
    )


def _balance(layout: PageLayout) -> Iterator[Finding]:
    """Weigh headlines and photographs left and right of the middle."""
    middle = layout.grid.left + layout.grid.type_width / 2
    shown = [head.box for head in headlines(layout)]
    shown += [p.box for p in layout.pictures if p.story]
    left = sum(max(0.0, min(b.right, middle) - b.x) * b.height for b in shown)
    right = sum(max(0.0, b.right - max(b.x, middle)) * b.height for b in shown)
    if len(shown) >= FEW and max(left, right) > LOPSIDED * (left + right):
        share = max(left, right) / (left + right)
        yield Finding("lopsided", False, f"{share:.0%}")
