"""The photographs of a mail: attached, in documents, in archives; each of them once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from press.copy.recognising.model import PhotoMaterial
from press.imaging.likeness import Likeness, likeness_of
from submissions.mail_enums import PartRole
from submissions.services.mail.opening import Opened, is_small, role_of


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photograph with where it stood.

    ``part`` is the number of the part it is or is in; ``document`` the number of the
    text it stood in, None when it was attached by itself.
    """

    key: str
    name: str
    path: Path
    sha256: str
    part: int
    document: int | None = None
    after: int = 0
    caption: str = ""
    also: tuple[int, ...] = ()  # parts that are the same photograph once more

    @property
    def material(self) -> PhotoMaterial:
        return PhotoMaterial(
            self.key, self.name, self.document, self.after, self.caption
        )


def find_photographs(parts: Sequence[Opened]) -> tuple[FoundPhoto, ...]:
    """Return each photograph once; of two copies of one the larger is kept."""
    kept: list[FoundPhoto] = []
    looks: dict[str, Likeness | None] = {}
    for photo in _all(parts):
        twin = next((k for k in kept if _same(k, photo, looks)), None)
        if twin is None:
            kept.append(photo)
        else:
            kept[kept.index(twin)] = _joined(twin, photo, looks)
    return tuple(kept)


def _all(parts: Sequence[Opened]) -> Iterable[FoundPhoto]:
    text = 0
    for number, part in enumerate(parts):
        if role_of(part) is PartRole.PHOTO:
            yield FoundPhoto(f"p{number}", part.name, part.path, part.sha256, number)
        if not part.is_text:
            continue
        yield from _inside(part, number, text)
        text += 1


def _inside(part: Opened, number: int, text: int) -> Iterable[FoundPhoto]:
    for at, picture in enumerate(part.document.pictures):
        size = picture.path.stat().st_size
        if is_small(picture, size):
            continue
        data = picture.path.read_bytes()
        yield FoundPhoto(
            key=f"p{number}.{at}",
            name=picture.name,
            path=picture.path,
            sha256=hashlib.sha256(data).hexdigest(),
            part=number,
            document=text,
            after=picture.after,
            caption=picture.caption,
        )


def _same(
    one: FoundPhoto, other: FoundPhoto, looks: dict[str, Likeness | None]
) -> bool:
    if one.sha256 == other.sha256:
        return True
    # Only a picture in a document is a copy of an attached one; two files that look
    # alike are two photographs of a series.
    if (one.document is None) == (other.document is None):
        return False
    mine, theirs = _look(one, looks), _look(other, looks)
    return bool(mine and theirs and mine.shows_same_as(theirs))


def _look(photo: FoundPhoto, looks: dict[str, Likeness | None]) -> Likeness | None:
    if photo.key not in looks:
        looks[photo.key] = likeness_of(photo.path)
    return looks[photo.key]


def _joined(
    one: FoundPhoto, other: FoundPhoto, looks: dict[str, Likeness | None]
) -> FoundPhoto:
    """Keep the bytes of the larger copy, and what the document says about it."""
    placed = one if one.document is not None else other
    larger = one
    if one.sha256 != other.sha256:
        mine, theirs = _look(one, looks), _look(other, looks)
        if mine and theirs and theirs.pixels > mine.pixels:
            larger = other
    twin = other if larger is one else one
    attached = twin if larger.document is not None else larger
    name = attached.name if attached.document is None else larger.name
    looks[one.key] = looks.get(larger.key)
    return replace(
        one,
        name=name,
        path=larger.path,
        sha256=larger.sha256,
        part=larger.part,
        document=placed.document,
        after=placed.after,
        caption=placed.caption,
        also=(*one.also, *other.also, twin.part),
    )
