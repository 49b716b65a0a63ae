"""Genre: told by how long a piece is and of what it is made, and by its own words."""

from __future__ import annotations

from collections.abc import Iterator

from press.copy.counting import characters
from press.copy.model import BlockKind, Copy
from press.tagging.model import Place, Word

BRIEF = 220  # characters; one paragraph
NEWS = 1300
LONG = 1500
# A word of the headline stack or the first line, and the genre's code.
SAYS = (
    ("记者手记", "notebook"),
    ("采访手记", "notebook"),
    ("侧记", "sidelight"),
    ("综述", "roundup"),
    ("专访", "interview"),
    ("对话", "interview"),
    ("发刊词", "foreword"),
    ("启事", "notice"),
    ("公告", "notice"),
    ("通告", "notice"),
    ("评论员", "comment"),
    ("时评", "comment"),
    ("短评", "comment"),
)
PERSON = ("——记", "—记", "——访")
KINDS = {
    "photo_news": ("photo", 0.95),
    "notice": ("notice", 0.9),
}


def genre_of(copy: Copy, kind: str) -> Iterator[tuple[str, float, Word]]:
    """Yield genre codes with a score and the sign that led to each, the surest first.

    ``kind`` is the sort of piece the desk or the sender gave; its name may be empty.
    """
    if kind in KINDS:
        code, score = KINDS[kind]
        yield code, score, Word(kind, Place.SHAPE)
        return
    yield from _said(copy)
    if kind == "editorial":
        code = "comment" if copy.headline else "foreword"
        yield code, 0.7, Word(kind, Place.SHAPE)
        return
    yield from _shaped(copy, kind)


def _said(copy: Copy) -> Iterator[tuple[str, float, Word]]:
    for place in (Place.HEADLINE, Place.DECK, Place.KICKER):
        text = getattr(copy, place.value)
        for word, code in SAYS:
            at = text.find(word)
            if at >= 0:
                yield code, 0.85, Word(word, place, 0, at, at + len(word))
    for sign in PERSON:
        if copy.deck.startswith(sign):
            yield "profile", 0.8, Word(sign, Place.DECK, 0, 0, len(sign))
            return


def _shaped(copy: Copy, kind: str) -> Iterator[tuple[str, float, Word]]:
    length = characters(copy)
    paragraphs = [b for b in copy.blocks if b.kind == BlockKind.PARAGRAPH]
    has_subheads = any(b.kind == BlockKind.SUBHEAD for b in copy.blocks)
    has_dateline = bool(copy.dateline)
    if not paragraphs:
        return
    if length <= BRIEF and len(paragraphs) == 1 and not has_subheads:
        yield "brief", 0.75 if has_dateline else 0.6, Word("short", Place.SHAPE)
    elif has_dateline and not has_subheads:
        yield "news", 0.8 if length <= NEWS else 0.6, Word("dateline", Place.SHAPE)
    elif kind == "feature" or has_subheads or length >= LONG:
        sign = "subheads" if has_subheads else "long"
        yield "feature", 0.7 if has_subheads else 0.55, Word(sign, Place.SHAPE)
    else:
        yield "news", 0.5, Word("short", Place.SHAPE)
