"""Which photographs of a piece can stand on a page."""

from __future__ import annotations

from submissions.enums import PhotoState
from submissions.models import Photo, Submission

PRINTED_STATES = (PhotoState.READY, PhotoState.DAMAGED)


def printed_photos(piece: Submission) -> tuple[Photo, ...]:
    """Return the photographs that can be printed; refused ones are left out."""
    return tuple(
        photo
        for photo in piece.photos.all()
        if photo.state in PRINTED_STATES and photo.width and photo.height
    )
