"""Photographs that go from one piece to another, with their words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desk.models import User
from submissions.models import Photo, Submission
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import save_copy


def move_photos(
    sources: Sequence[Submission], new: Submission, only: Collection[str] | None = None
) -> set[str]:
    """Give photographs to another piece, in order; return the keys of those moved."""
    moved: set[str] = set()
    last = max((photo.position for photo in new.photos.all()), default=0)
    for piece in sources:
        for photo in piece.photos.order_by("position"):
            if only is not None and photo.key.hex not in only:
                continue
            moved.add(photo.key.hex)
            Photo.objects.filter(pk=photo.pk).update(
                submission=new, position=last + len(moved)
            )
    return moved


def take_pictures(
    new: Submission, actor: User, *, note: str, source: Submission | None = None
) -> None:
    """Take the photographs that were moved to a piece into its words."""
    piece = Submission.objects.get(pk=new.pk)
    copy = current_copy(piece)
    if copy.pictures:
        save_copy(
            submission=piece,
            copy=copy,
            author=actor,
            expected_number=version_of(piece).number,
            note=note % {"ref": source.ref} if source else note,
        )
