"""A place in a piece: which part, how many characters in; and a change made there.

Parts are named ``kicker``, ``headline``, ``deck``, ``byline``, ``dateline``,
``block:<id>``, ``caption:<picture>`` and ``credit:<picture>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from press.copy.byline import parse_byline
from press.copy.diff import Op, differences
from press.copy.model import Block, Copy, Picture, Run, RunStyle
from press.copy.runs import joined_runs

LINES = ("kicker", "headline", "deck", "byline", "dateline")
BLOCK, CAPTION, CREDIT, PHOTO = "block:", "caption:", "credit:", "photo:"
CONTEXTS = (12, 6, 3)  # characters on each side by which a place is found again


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a piece: before the character ``offset`` of a part."""

    part: str
    offset: int


def parts_of(copy: Copy) -> dict[str, str]:
    """Return the texts of a piece by the names of its parts, in reading order."""
    return {name: text for name, text in _parts(copy) if text}


def _parts(copy: Copy) -> Iterator[tuple[str, str]]:
    for name in LINES:
        yield name, getattr(copy, name)
    for block in copy.blocks:
        yield BLOCK + block.id, block.text
    for picture in copy.pictures:
        yield CAPTION + picture.id, picture.caption
        yield CREDIT + picture.id, picture.credit


def text_of(copy: Copy, part: str) -> str:
    """Return the text of a part; nothing where the piece has no such part."""
    return parts_of(copy).get(part, "")


def patched(copy: Copy, spot: Spot, length: int, words: str) -> Copy:
    """Return the piece with other words in place of ``length`` characters at a spot.

    New words take the style of the first character they replace, else of the one before
    them.  A paragraph of which nothing is left goes.
    """
    kind, _colon, key = spot.part.partition(":")
    end = spot.offset + length
    if kind in LINES:
        text = getattr(copy, kind)
        new = text[: spot.offset] + words + text[end:]
        changed = replace(copy, **{kind: new})
        if kind != "byline":
            return changed
        return replace(changed, credits=parse_byline(new))
    if kind == "block":
        blocks = (
            _patched_block(block, spot.offset, end, words) if block.id == key else block
            for block in copy.blocks
        )
        return replace(copy, blocks=tuple(block for block in blocks if block.text))
    pictures = (
        _patched_picture(picture, kind, spot.offset, end, words)
        if picture.id == key
        else picture
        for picture in copy.pictures
    )
    return replace(copy, pictures=tuple(pictures))


def _patched_block(block: Block, start: int, end: int, words: str) -> Block:
    styled = [(char, run.style) for run in block.runs for char in run.text]
    replaced = styled[start : start + 1] if end > start else []
    model = replaced or styled[max(0, start - 1) : start] or styled[:1]
    style = model[0][1] if model else RunStyle.PLAIN
    new = [*styled[:start], *((char, style) for char in words), *styled[end:]]
    return replace(block, runs=joined_runs(Run(char, look) for char, look in new))


def _patched_picture(
    picture: Picture, kind: str, start: int, end: int, words: str
) -> Picture:
    text = getattr(picture, kind)
    return replace(picture, **{kind: text[:start] + words + text[end:]})


def moved(before: str, after: str, start: int, end: int) -> int | None:
    """Return where a stretch of a text begins in a later text; None when it changed.

    An empty stretch is a point behind a character that must still be there.
    """
    at_old = at_new = 0
    for part in differences(before, after):
        size = len(part.text)
        if part.op is Op.INSERT:
            at_new += size
            continue
        if part.op is Op.EQUAL and _holds(at_old, at_old + size, start, end):
            return at_new + start - at_old
        at_old += size
        at_new += size if part.op is Op.EQUAL else 0
    return 0 if not before and start == end == 0 else None


def _holds(first: int, last: int, start: int, end: int) -> bool:
    if start == end:  # the character before the point, or the one that it begins with
        return first < start <= last or (start == first == 0)
    return first <= start and end <= last


def find_again(before: Copy, after: Copy, spot: Spot, length: int) -> Spot | None:
    """Return where characters of a piece stand in a later state of it, if they do.

    Looked for in the part of the same name; where that is gone or was changed there,
    by the words around, which must then stand in one place only.
    """
    text = text_of(before, spot.part)
    end = spot.offset + length
    parts = parts_of(after)
    if spot.part in parts:
        there = moved(text, parts[spot.part], spot.offset, end)
        if there is not None:
            return Spot(spot.part, there)
    for reach in CONTEXTS:
        start = max(0, spot.offset - reach)
        context = text[start : end + reach]
        found = list(_places(parts, context)) if context.strip() else []
        if len(found) == 1 and len(context) > length:
            return replace(found[0], offset=found[0].offset + spot.offset - start)
    return None


def find_words(copy: Copy, words: str, near: Spot | None = None) -> Spot | None:
    """Return where words stand in a piece: the place nearest to ``near``, or the only.

    None where they stand nowhere, or in several places and nothing says in which.
    """
    found = list(_places(parts_of(copy), words)) if words else []
    if near is None:
        return found[0] if len(found) == 1 else None
    here = [spot for spot in found if spot.part == near.part]
    if here:
        return min(here, key=lambda spot: abs(spot.offset - near.offset))
    return found[0] if len(found) == 1 else None


def _places(parts: dict[str, str], words: str) -> Iterator[Spot]:
    for name, text in parts.items():
        at = text.find(words)
        while at >= 0:
            yield Spot(name, at)
            at = text.find(words, at + 1)
