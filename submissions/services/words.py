"""Changing the words of a photograph, as a new version of the piece."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desk.models import User
from press.copy.model import Picture
from submissions.models import Photo, Version
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import save_copy
from submissions.services.photos import EDIT


def change_photo_words(
    *,
    photo: Photo,
    actor: User,
    caption: str | None = None,
    credit: str | None = None,
    expected_voids: Collection[str] | None = None,
) -> Version:
    """Change caption or credit; None leaves it as it is.

    ``expected_voids`` and what is raised: see ``editing.save_copy``.
    """
    piece = photo.submission
    copy = current_copy(piece)

    def changed(picture: Picture) -> Picture:
        if picture.id != photo.key.hex:
            return picture
        return replace(
            picture,
            caption=picture.caption if caption is None else caption,
            credit=picture.credit if credit is None else credit,
        )

    return save_copy(
        submission=piece,
        copy=replace(copy, pictures=tuple(map(changed, copy.pictures))),
        author=actor,
        expected_number=version_of(piece).number,
        expected_voids=expected_voids,
        verb=EDIT,
    )
