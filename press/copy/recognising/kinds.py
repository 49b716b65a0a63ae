"""What kind of piece it is: news, feature, photo news, editorial, notice."""

from __future__ import annotations

import re

from press.copy.dateline import split_dateline
from press.copy.model import Block, BlockKind
from press.copy.recognising.headlines import Heads
from press.copy.recognising.model import Field, Guess, Origin
from press.copy.recognising.notices import is_notice
from press.copy.recognising.pictures import Matched
from press.copy.recognising.stack import is_deck

LONGEST_PHOTO_NEWS = 400  # characters of a caption that is the story
LONGEST_SHOWN = 200

_SHOWN = re.compile(r"图为|如图|上图|下图")


def is_photo_news(
    *, body: list[str], stack: list[str], hint: str, photos: list[Matched]
) -> bool:
    """Tell whether a picture with its caption is the whole story."""
    if not photos:
        return False
    if not body:
        return any(one.caption for one in photos)
    if len(body) > 2 or sum(map(len, body)) > LONGEST_PHOTO_NEWS:
        return False
    if all(one.caption for one in photos) or split_dateline(body[0])[0]:
        return False
    if hint == "photo_news":
        return True
    if hint == "editorial" or len(body) > 1:
        return False
    credited = any(one.credit for one in photos)
    if stack:
        return (
            credited and bool(_SHOWN.search(body[0])) and len(body[0]) <= LONGEST_SHOWN
        )
    return credited or bool(_SHOWN.search(body[0]))


def guess_kind(
    *, blocks: tuple[Block, ...], heads: Heads, hint: str, byline: str
) -> Guess:
    """Guess the kind from what was found; the likeliest other kind comes along."""
    kind, evidence = _kind(blocks, heads, hint)
    likely = [other for other in ("news", "feature") if other != kind]
    return Guess(
        field=Field.KIND,
        value=kind,
        origin=Origin.SUBJECT if hint == kind and hint != "photo_news" else Origin.FORM,
        evidence=evidence,
        alternatives=tuple(likely),
    )


def _kind(blocks: tuple[Block, ...], heads: Heads, hint: str) -> tuple[str, str]:
    if hint in ("editorial", "notice") or (hint == "photo_news" and not blocks):
        return hint, heads.headline
    if is_notice(heads.headline):
        return "notice", heads.headline
    first = next((b.text for b in blocks if b.kind is BlockKind.PARAGRAPH), "")
    if split_dateline(first)[0]:
        return "news", first[:20]
    subheads = [block.text for block in blocks if block.kind is BlockKind.SUBHEAD]
    if subheads or is_deck(heads.deck):
        return "feature", (subheads or [heads.deck])[0]
    return "news", ""
