"""What stands under a point of a page, and where a character stands on it.

The layout holds a place for every character, so a click on the picture of a page names
the story, the part of it and the character.  Lengths are points from the top left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.copy.model import BlockKind, Copy
from press.copy.spots import BLOCK, CAPTION, CREDIT, LINES, PHOTO
from press.makeup.grid import Box
from press.makeup.model import FrameKind, PageLayout, SetLine, Thread
from press.typesetting.model import StyledParagraph

ASCENT, DESCENT = 0.88, 0.12  # em of a Chinese glyph above and below its baseline
REACH = 12.0  # points from a line within which a click still means it
# The order in which a headline stack is set.
STACK = ("kicker", "headline", "deck", "byline")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as it stands on a page; ``start`` is its first character in its part.

    ``edges`` are the left edges of its characters and the right edge of the last.  What
    is no story's (folio, nameplate) has no ``story``, and its kind as ``part``.
    """

    story: str
    part: str
    start: int
    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float

    @property
    def box(self) -> Box:
        left, right = self.edges[0], self.edges[-1]
        return Box(left, self.top, right - left, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a point means: a character of a part, its line, its place in the line."""

    story: str
    part: str
    offset: int = 0
    line: str = ""
    at: int = 0


def text_lines(layout: PageLayout, copies: Mapping[str, Copy]) -> tuple[TextLine, ...]:
    """Return every line of a page with the part of the story it belongs to.

    The caption of photograph ``p01-2`` is the thread ``c01-2``; on a galley a caption's
    thread is named as the part is.
    """
    shown = {f"c{frame.id[1:]}": frame.picture for frame in layout.pictures}
    threads = {
        thread.id: _Names(
            thread, copies, shown.get(thread.id, thread.id.removeprefix(CAPTION))
        )
        for thread in layout.threads
    }
    return tuple(
        line
        for frame in layout.frames
        for set_line in frame.lines
        for line in threads[frame.thread].named(set_line)
    )


def hit(
    layout: PageLayout, copies: Mapping[str, Copy], x: float, y: float
) -> Hit | None:
    """Return what stands at a point of a page: a character, else a photograph."""
    lines = text_lines(layout, copies)
    near = nearest_line(lines, x, y)
    over = next((p for p in layout.pictures if _distance(p.box, x, y) == 0), None)
    if over is not None and (near is None or _distance(near.box, x, y) > 0):
        return Hit(over.story, PHOTO + over.picture)
    return hit_of(near, x) if near is not None else None


def hit_of(line: TextLine, x: float) -> Hit:
    """Return the character of a line that stands at a place across the page."""
    last = len(line.text) - 1
    at = next((n for n in range(last) if x < line.edges[n + 1]), last)
    return Hit(line.story, line.part, line.start + at, line.text, at)


def nearest_line(lines: Sequence[TextLine], x: float, y: float) -> TextLine | None:
    """Return the line at a point, or the nearest one that is still meant."""
    if not lines:
        return None
    near = min(lines, key=lambda line: _distance(line.box, x, y))
    return near if _distance(near.box, x, y) <= REACH else None


def place_of(
    lines: Sequence[TextLine], story: str, part: str, offset: int
) -> Box | None:
    """Return where a character stands; behind the last one its right edge counts."""
    own = [line for line in lines if line.story == story and line.part == part]
    for line in own:
        at = offset - line.start
        if 0 <= at < len(line.text):
            return _char_box(line, at)
    before = [line for line in own if line.start <= offset]
    if not before:
        return None
    last = max(before, key=lambda line: line.start)
    return Box(last.edges[-1], last.top, 0.0, last.bottom - last.top)


def _char_box(line: TextLine, at: int) -> Box:
    left, right = line.edges[at], line.edges[at + 1]
    return Box(left, line.top, max(0.0, right - left), line.bottom - line.top)


def _distance(box: Box, x: float, y: float) -> float:
    across = max(box.x - x, 0.0, x - box.right)
    down = max(box.y - y, 0.0, y - box.bottom)
    return max(across, down)


class _Names:
    """Names the lines of a thread: to which part each of its paragraphs belongs.

    ``picture`` is the one that a caption stands under: two may have the same words.
    """

    def __init__(
        self, thread: Thread, copies: Mapping[str, Copy], picture: str
    ) -> None:
        self.thread = thread
        copy = copies.get(thread.story)
        if copy is None:
            self._places = [(str(thread.kind), 0, 0)] * len(thread.paragraphs)
        elif thread.kind is FrameKind.BODY:
            self._places = list(_body_places(thread.paragraphs, copy))
        else:
            self._places = list(_other_places(thread, copy, picture))

    def named(self, set_line: SetLine) -> Iterator[TextLine]:
        """Yield a set line; one that begins with the dateline is two."""
        line = set_line.line
        text = "".join(piece.text for piece in line.pieces)
        if not text or line.paragraph >= len(self._places):
            return
        paragraph = self.thread.paragraphs[line.paragraph].text
        part, start, ahead = self._places[line.paragraph]
        begins = line.start + max(0, paragraph[line.start : line.end].find(text))
        edges, story = _edges(set_line), self.thread.story
        top, bottom = _heights(set_line)
        cut = min(len(text), max(0, ahead - begins))
        if cut:
            own = (text[:cut], edges[: cut + 1])
            yield TextLine(story, "dateline", begins, *own, top, bottom)
        if cut < len(text):
            at = start + begins + cut - ahead
            yield TextLine(story, part, at, text[cut:], edges[cut:], top, bottom)


def _heights(set_line: SetLine) -> tuple[float, float]:
    size = max(piece.size for piece in set_line.line.pieces)
    return set_line.baseline - ASCENT * size, set_line.baseline + DESCENT * size


def _edges(set_line: SetLine) -> tuple[float, ...]:
    pieces = set_line.line.pieces
    lefts = [set_line.x + x for piece in pieces for x in piece.xs]
    last = pieces[-1]
    wide = last.size if ord(last.text[-1]) > 0x2000 else last.size / 2
    return (*lefts, lefts[-1] + wide)


def _body_places(
    paragraphs: Sequence[StyledParagraph], copy: Copy
) -> Iterator[tuple[str, int, int]]:
    """Yield for each paragraph its part, where it begins in it, what runs in before."""
    blocks = {block.id: block.text for block in copy.blocks}
    first = next((b.id for b in copy.blocks if b.kind is BlockKind.PARAGRAPH), None)
    reached: dict[str, int] = {}
    for paragraph in paragraphs:
        block = paragraph.block_id
        if block not in blocks:
            yield _alone(paragraph.text, copy)
            continue
        ahead = 0
        if block == first and block not in reached and copy.dateline:
            ahead = len(copy.dateline)
        own = paragraph.text[ahead:]
        start = max(0, blocks[block].find(own, reached.get(block, 0)))
        reached[block] = start + len(own)
        yield BLOCK + block, start, ahead


def _alone(text: str, copy: Copy) -> tuple[str, int, int]:
    """Return the part of a paragraph that belongs to no block: a dateline alone."""
    return ("dateline" if text == copy.dateline else "", 0, 0)


def _other_places(
    thread: Thread, copy: Copy, picture: str
) -> Iterator[tuple[str, int, int]]:
    """Yield for each paragraph of a headline or caption the part of its words."""
    left = sorted(_words(thread.kind, copy), key=lambda item: _other(item[0], picture))
    for paragraph in thread.paragraphs:
        bare = _squeezed(paragraph.text)
        found = next((item for item in left if _squeezed(item[1]) == bare), None)
        if found is None:
            yield "", 0, 0
            continue
        left.remove(found)
        yield found[0], 0, 0


def _words(kind: FrameKind, copy: Copy) -> Iterator[tuple[str, str]]:
    if kind is FrameKind.HEADLINE:
        yield from ((name, getattr(copy, name)) for name in STACK)
        return
    for picture in copy.pictures:
        yield CAPTION + picture.id, picture.caption
        yield CREDIT + picture.id, picture.credit
    yield from ((name, getattr(copy, name)) for name in LINES)


def _other(part: str, picture: str) -> bool:
    """Tell whether words are another photograph's; its own are looked at first."""
    return not picture or not part.endswith(f":{picture}")


def _squeezed(text: str) -> str:
    return "".join(text.split())
