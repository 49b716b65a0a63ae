"""Letters that came back because nobody is behind the address."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from desk.enums import LetterState
from desk.models import Letter


def note_returned(message_ids: Sequence[str]) -> int:
    """Write down that letters were not delivered; return how many that were.

    ``message_ids`` stand in a report of a mail server.  Nobody is written to: a person
    looks for a better address.
    """
    return (
        Letter.objects.filter(state=LetterState.SENT, message_id__in=message_ids)
        .exclude(message_id="")
        .update(
            state=LetterState.FAILED,
            came_back=True,
            error=_("The letter came back: the address could not be reached."),
        )
    )
