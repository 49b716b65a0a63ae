"""Words of letters for the desk's screens."""

from __future__ import annotations

from django import template

from desk.letter_kinds import kind_word
from desk.models import Letter
from desk.services.letter_acts import shown_words

register = template.Library()


@register.filter
def letter_subject(letter: Letter) -> str:
    """Return the subject, or the kind where the subject is nobody's to read."""
    return shown_words(letter)[0]


@register.filter
def letter_kind(letter: Letter) -> str:
    """Return what the kind of a letter is called."""
    return kind_word(letter.kind)
