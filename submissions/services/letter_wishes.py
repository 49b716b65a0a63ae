"""Authors who want no letters get those only upon which they must act."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desk.letter_kinds import LetterKind
from submissions.models import ConfirmedAddress


def unwanted(kind: LetterKind, recipient: str) -> str:
    """Return why an author gets no letter of this kind; nothing where she may get it.

    The receipt, a return for revision and what she asked for herself always go: without
    them her piece would lie.
    """
    if kind.always or kind.essential:
        return ""
    mute = ConfirmedAddress.objects.filter(
        email=recipient.strip().lower(), wants_letters=False
    )
    if mute.exists():
        return _("Not sent: the author wants no letters.")
    return ""
