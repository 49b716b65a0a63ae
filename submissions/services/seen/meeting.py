"""Who is to be compared: pieces and photographs that meet under a band's key."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Min

from press.alike.bands import bands
from press.alike.pictures import EQUAL, picture_bands
from press.imaging.likeness import MOST_BITS
from submissions.models import Photo, PhotoBand, SearchText, Submission, TextBand
from submissions.services.photo_looks import likeness_in

MOST_MET = 15  # pieces compared exactly, those with the most equal bands
MOST_PHOTOS = 50  # photographs compared exactly, for each of a piece
LEAST_BANDS = 2  # equal ones; set phrases alone make one by chance


def text_of(row: SearchText) -> str:
    """Return what is compared of a piece, folded: headlines, text and captions."""
    return "\n".join(filter(None, (row.headline, row.body, row.captions)))


@transaction.atomic(savepoint=False)
def write_bands(piece: Submission, shingles: frozenset[str]) -> tuple[int, ...]:
    """Keep the keys of a piece's words, in place of those of its words before."""
    keys = bands(shingles)
    known = TextBand.objects.filter(submission=piece)
    before = set(known.values_list("key", flat=True))
    if gone := before - set(keys):
        known.filter(key__in=gone).delete()
    new = dict.fromkeys(key for key in keys if key not in before)
    rows = [TextBand(key=key, submission=piece) for key in new]
    TextBand.objects.bulk_create(rows, ignore_conflicts=True)
    return keys


def met_by(piece: Submission, keys: Iterable[int]) -> list[int]:
    """Return the other pieces under these keys, those with the most of them first."""
    met = (
        TextBand.objects.filter(key__in=list(keys))
        .exclude(submission=piece)
        .values("submission")
        .annotate(equal=Count("key"))
        .filter(equal__gte=LEAST_BANDS)
        .order_by("-equal", "-submission")
    )
    return list(met.values_list("submission", flat=True)[:MOST_MET])


@transaction.atomic(savepoint=False)
def write_photo_bands(photos: Iterable[Photo]) -> None:
    """Keep the keys of photographs that have been looked at."""
    rows = []
    for photo in photos:
        likeness = likeness_in(photo.facts)
        if likeness is None:
            continue
        rows += [
            PhotoBand(key=key, photo=photo, signs=_signed(likeness.signs))
            for key in picture_bands(likeness.signs)
        ]
    PhotoBand.objects.bulk_create(rows, ignore_conflicts=True)


def photos_like(photo: Photo) -> list[Photo]:
    """Return the photographs of other pieces that show the same."""
    mine = likeness_in(photo.facts)
    if mine is None:
        return []
    met = (
        PhotoBand.objects.filter(key__in=picture_bands(mine.signs))
        .exclude(photo__submission=photo.submission_id)
        .values("photo")
        .annotate(equal=Count("key"), same_signs=Min("signs"))
        .filter(equal__gte=EQUAL)
        .order_by("-photo")
    )
    near = [
        row["photo"]
        for row in met
        if (_unsigned(row["same_signs"]) ^ mine.signs).bit_count() <= MOST_BITS
    ]
    found = Photo.objects.filter(pk__in=near[:MOST_PHOTOS])
    return [
        other
        for other in found
        if other.sha256 == photo.sha256
        or ((theirs := likeness_in(other.facts)) and mine.shows_same_as(theirs))
    ]


def _signed(signs: int) -> int:
    """Return 64 bits as a database keeps them."""
    return signs - (1 << 64) if signs >> 63 else signs


def _unsigned(signs: int) -> int:
    return signs % (1 << 64)
