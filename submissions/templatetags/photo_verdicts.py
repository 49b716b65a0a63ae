"""What a photograph is good for, in the words of the form, for the desk's pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from submissions.models import Photo
from submissions.services.photo_looks import twins_of
from submissions.services.photo_words import Verdict, twin_sentence, verdict_of

register = template.Library()


@register.simple_tag
def photo_verdict(photo: Photo) -> Verdict:
    """Return how a photograph prints, and what was noticed about it."""
    return verdict_of(photo.facts, width=photo.width or 0, state=photo.state)


@register.simple_tag
def photo_twin(photo: Photo, rows: Sequence[tuple[Any, ...]]) -> str:
    """Say of which photograph of the piece this one is another copy."""
    photos = [row[0] for row in rows]
    twin = twins_of(photos).get(photo.pk)
    return twin_sentence(photos.index(twin) + 1) if twin is not None else ""
