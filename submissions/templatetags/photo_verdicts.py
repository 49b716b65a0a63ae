"""What a photograph is good for, in the words of the form, for the desk's pages."""

from __future__ import annotations

from django import template

from submissions.models import Photo
from submissions.services.photo_words import Verdict, verdict_of

register = template.Library()


@register.simple_tag
def photo_verdict(photo: Photo) -> Verdict:
    """Return how a photograph prints, and what was noticed about it."""
    return verdict_of(photo.facts, width=photo.width or 0, state=photo.state)
