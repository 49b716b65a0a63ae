"""Read a page of copy (``PAGE.json``) and deal photographs to its items.

The format is that of ``guidekit/sample/page.json``: paper, supplement, contact lines
and items with headline stack, byline, section, body blocks and photos.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

PHOTO_SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic"}


@dataclass(frozen=True, slots=True)
class PhotoWords:
    """A photograph an item asks for: its words, and its file once dealt."""

    caption: str = ""
    credit: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class CopyItem:
    """A piece of a page of copy, as a correspondent would send it."""

    kind: str
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    section: str = ""
    body: tuple[tuple[str, str], ...] = ()  # (block type, text)
    photos: tuple[PhotoWords, ...] = field(default=())

    @property
    def length(self) -> int:
        """Return the length of the body in characters."""
        return sum(len(text) for _, text in self.body)

    @property
    def plain_body(self) -> str:
        """Return the body as the form's plain field takes it: ``## `` is a 小标题."""
        return "\n".join(
            f"## {text}" if kind == "subhead" else text for kind, text in self.body
        )


@dataclass(frozen=True, slots=True)
class CopyPage:
    """All that a page of copy says."""

    paper: str
    supplement: str
    contact: tuple[str, ...]
    items: tuple[CopyItem, ...]


def _item(data: dict) -> CopyItem:
    words = ("kicker", "headline", "deck", "byline", "section")
    return CopyItem(
        kind=data.get("kind", "news"),
        body=tuple((block["type"], block["text"]) for block in data.get("body", ())),
        photos=tuple(
            PhotoWords(photo.get("caption", ""), photo.get("credit", ""))
            for photo in data.get("photos", ())
        ),
        **{word: data.get(word, "") for word in words},
    )


def read_copy(path: Path | None = None) -> CopyPage:
    """Read a page of copy; without a path, the copy written for the project.

    Raises ``ValueError`` with a sentence when the file is no page of copy.
    """
    source = path or files("guidekit.sample") / "page.json"
    try:
        data = json.loads(source.read_text(encoding="utf-8"))
        return CopyPage(
            paper=data.get("paper", ""),
            supplement=data.get("supplement", ""),
            contact=tuple(data.get("contact", ())),
            items=tuple(_item(item) for item in data["items"]),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{source} is not a page of copy: {error}.") from error


def list_photos(folder: Path) -> tuple[Path, ...]:
    """Return the photographs of a folder in name order."""
    return tuple(
        sorted(p for p in folder.iterdir() if p.suffix.lower() in PHOTO_SUFFIXES)
    )


def deal_photos(
    items: Sequence[CopyItem], photos: Sequence[Path]
) -> tuple[CopyItem, ...]:
    """Deal photographs in order to the items that ask, the rest to the longest."""
    waiting = list(photos)
    dealt = []
    for item in items:
        asked = tuple(
            replace(words, path=waiting.pop(0)) for words in item.photos if waiting
        )
        dealt.append(replace(item, photos=asked))
    longest = sorted(range(len(dealt)), key=lambda i: -dealt[i].length)
    for index in longest:
        if waiting and not dealt[index].photos:
            dealt[index] = replace(
                dealt[index], photos=(PhotoWords(path=waiting.pop(0)),)
            )
    return tuple(dealt)
