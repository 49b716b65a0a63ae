"""Faults that forbid a page: overlaps, lost words, lines and frames out of place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from unicodedata import category, east_asian_width

from press.copy.model import Copy
from press.makeup.grid import Box
from press.makeup.model import Finding, FrameKind, PageLayout, SetLine, Story, TextFrame

SLACK = 0.05  # points; rounding of a sum of coordinates
ASCENT, DESCENT = 0.88, 0.12  # em of a Chinese glyph above and below its baseline
MAX_CUT = 0.16  # of one side of a photograph

Named = tuple[str, Box, str]


def out_of_bounds(layout: PageLayout) -> Iterator[Finding]:
    """Find frames outside the type area; the folio may stand above it."""
    grid = layout.grid
    area = Box(grid.left, grid.top, grid.type_width, grid.type_height)
    page = Box(0, 0, grid.page_width, grid.page_height)
    for frame in layout.frames:
        if not _inside(frame.box, page if frame.kind is FrameKind.FOLIO else area):
            yield _hard("frame_outside", frame.id, frame.story)
    for picture in layout.pictures:
        if not _inside(picture.box, area):
            yield _hard("frame_outside", picture.id, picture.story)


def overlaps(layout: PageLayout) -> Iterator[Finding]:
    """Find frames that lie upon each other."""
    named: list[Named] = [(f.id, f.box, f.story) for f in layout.frames]
    named += [(p.id, p.box, p.story) for p in layout.pictures]
    for (one, box, story), (two, other, its) in combinations(named, 2):
        if _meet(box, other):
            yield _hard("overlap", f"{one} {two}", story, its)


def lines_outside(layout: PageLayout) -> Iterator[Finding]:
    """Find set lines with a glyph outside their frame."""
    for frame in layout.frames:
        for line in frame.lines:
            if not _inside_frame(line, frame):
                yield _hard("line_outside", f"{frame.id}: {_text(line)}", frame.story)


def _inside_frame(line: SetLine, frame: TextFrame) -> bool:
    box = frame.box
    for piece in line.line.pieces:
        top = line.baseline - ASCENT * piece.size
        foot = line.baseline + DESCENT * piece.size
        if top < box.y - SLACK or foot > box.bottom + SLACK:
            return False
        for char, x in zip(piece.text, piece.xs, strict=True):
            before, after = _ink(char)
            left = line.x + x + before * piece.size
            right = line.x + x + after * piece.size
            if left < box.x - SLACK or right > box.right + SLACK:
                return False
    return True


def _ink(char: str) -> tuple[float, float]:
    """Return where the ink of a character is sure to lie, in em from its origin.

    A mark may be squeezed: half of its cell then stands outside.
    """
    wide = east_asian_width(char) in "WF"
    if wide and category(char).startswith(("L", "N", "S")):
        return 0.06, 0.94
    return (0.55, 0.6) if category(char) in ("Ps", "Pi") else (0.1, 0.3)


def missing_words(layout: PageLayout, stories: Sequence[Story]) -> Iterator[Finding]:
    """Find characters of a story that do not stand on the page."""
    for story in stories:
        shown = Counter(_squeezed(_shown(layout, story.ref)))
        wanted = Counter(_squeezed("".join(_wanted(story))))
        lost = wanted - shown
        if lost:
            sample = "".join(list(lost)[:12])
            yield _hard("text_lost", f"{lost.total()}: {sample}", story.ref)


def _shown(layout: PageLayout, ref: str) -> str:
    lines = (line for f in layout.frames if f.story == ref for line in f.lines)
    return "".join(_text(line) for line in lines)


def _wanted(story: Story) -> Iterator[str]:
    copy = story.copy
    yield from (copy.kicker, copy.headline, copy.deck, copy.dateline)
    yield from (block.text for block in copy.blocks)
    if not byline_stands_in_text(copy):
        yield copy.byline
    for picture in story.pictures:
        yield picture.caption
        yield picture.credit


def byline_stands_in_text(copy: Copy) -> bool:
    """Tell whether the text begins with its byline, which then stands only once."""
    text = copy.dateline + "".join(block.text for block in copy.blocks)
    return _squeezed(copy.byline).lstrip("□◎▶■●") in _squeezed(text[:80])


def overset(layout: PageLayout) -> Iterator[Finding]:
    """Find stories that have more lines than room."""
    for fit in layout.fits:
        if fit.overset_lines:
            detail = f"{fit.overset_lines} lines, {fit.chars_over} characters"
            yield _hard("overset", detail, fit.ref)


def pictures_wrong(layout: PageLayout, stories: Sequence[Story]) -> Iterator[Finding]:
    """Find photographs that are missing, too coarse for print or cut too much."""
    for story in stories:
        specs = {spec.id: spec for spec in story.pictures}
        frames = [p for p in layout.pictures if p.story == story.ref]
        for missing in sorted(specs.keys() - {frame.picture for frame in frames}):
            yield _hard("picture_lost", missing, story.ref)
        for frame in frames:
            spec = specs.get(frame.picture)
            if spec is None:
                yield _hard("picture_unknown", frame.picture, story.ref)
                continue
            wide, high = _shares(frame.crop)
            ppi = 72 * min(
                wide * spec.width / frame.box.width,
                high * spec.height / frame.box.height,
            )
            if ppi < spec.min_ppi - 0.5:
                yield Finding("coarse", False, f"{spec.id}: {ppi:.0f}", (story.ref,))
            if min(wide, high) < 1 - MAX_CUT:
                yield Finding("cut", False, spec.id, (story.ref,))


def _shares(crop: tuple[float, float, float, float]) -> tuple[float, float]:
    left, top, right, foot = crop
    return right - left, foot - top


def _text(line: SetLine) -> str:
    return "".join(piece.text for piece in line.line.pieces)


def _squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace())


def _inside(box: Box, area: Box) -> bool:
    across = box.x >= area.x - SLACK and box.right <= area.right + SLACK
    return across and box.y >= area.y - SLACK and box.bottom <= area.bottom + SLACK


def _meet(one: Box, two: Box) -> bool:
    across = one.x < two.right - SLACK and two.x < one.right - SLACK
    return across and one.y < two.bottom - SLACK and two.y < one.bottom - SLACK


def _hard(rule: str, detail: str, *stories: str) -> Finding:
    return Finding(rule, True, detail, tuple(dict.fromkeys(s for s in stories if s)))
