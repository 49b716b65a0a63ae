"""What would stand wrong in print: captions, credits, photographs and headlines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.utils.translation import gettext as _

from issues.models import Page
from press.imaging.likeness import Likeness
from submissions.models import Photo, Submission
from submissions.services.photo_looks import likeness_in


@dataclass(frozen=True, slots=True)
class PrintFault:
    """A fault of a page by the name of its conflict; ``piece`` is the story's id."""

    name: str
    page: int
    piece: int
    sentence: str


@dataclass(frozen=True, slots=True)
class _Printed:
    """A photograph as it stands on a page."""

    page: Page
    piece: int
    ref: str
    photo: Photo
    likeness: Likeness | None


def photo_faults(pages: Sequence[Page]) -> Iterator[PrintFault]:
    """Yield photographs without words under them, and those that stand twice."""
    printed = _printed(pages)
    for one in printed:
        name = {"ref": one.ref, "name": one.photo.original_name}
        if not one.photo.caption.strip():
            said = _("%(ref)s: the photograph %(name)s has no caption.") % name
            yield PrintFault("caption_missing", one.page.pk, one.piece, said)
        if not one.photo.credit.strip():
            said = _("%(ref)s: the photograph %(name)s has no credit.") % name
            yield PrintFault("credit_missing", one.page.pk, one.piece, said)
    for one, other in combinations(printed, 2):
        if _is_same(one, other):
            yield from (_twice(one, other), _twice(other, one))


def _twice(one: _Printed, other: _Printed) -> PrintFault:
    said = _(
        "%(ref)s: the photograph %(name)s stands with %(other)s on page %(page)d, too."
    ) % {
        "ref": one.ref,
        "name": one.photo.original_name,
        "other": other.ref,
        "page": other.page.number,
    }
    return PrintFault("photo_twice", one.page.pk, one.piece, said)


def _is_same(one: _Printed, other: _Printed) -> bool:
    if one.photo.sha256 == other.photo.sha256:
        return True
    if one.likeness is None or other.likeness is None:
        return False
    return one.likeness.shows_same_as(other.likeness)


def _printed(pages: Sequence[Page]) -> list[_Printed]:
    placed = [
        (page, story, key)
        for page in pages
        for story in page.set_stories
        for key in story["pictures"]
    ]
    keys = [UUID(hex=key) for _page, _story, key in placed]
    photos = {photo.key.hex: photo for photo in Photo.objects.filter(key__in=keys)}
    return [
        _Printed(
            page,
            story["submission"],
            story["ref"],
            photos[key],
            likeness_in(photos[key].facts),
        )
        for page, story, key in placed
        if key in photos
    ]


def headlines_repeated(pages: Sequence[Page]) -> Iterator[PrintFault]:
    """Yield stories of an issue whose headlines are the same but for spaces."""
    on = {story["submission"]: page for page in pages for story in page.set_stories}
    found = Submission.objects.filter(pk__in=on).exclude(headline="").order_by("ref")
    same: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in found.values_list("pk", "ref", "headline"):
        same["".join(row[2].split())].append(row)
    for rows in same.values():
        for pk, ref, headline in rows if len(rows) > 1 else ():
            others = _(", ").join(
                _("%(ref)s on page %(page)d") % {"ref": each, "page": on[key].number}
                for key, each, _headline in rows
                if key != pk
            )
            said = _("%(ref)s: the headline “%(headline)s” is also that of %(others)s.")
            words = {"ref": ref, "headline": headline, "others": others}
            yield PrintFault("headline_repeated", on[pk].pk, pk, said % words)
