"""The letters that went to a correspondent: to an address of hers, about her pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Lower

from desk.letter_kinds import kind_word
from desk.models import Letter, User
from desk.services.letter_acts import available_acts, shown_words
from submissions.models import Correspondent, Submission
from submissions.services.directory.knowing import emails_of
from submissions.services.reach import pieces_for

MOST = 30
MOST_PIECES = 500
ABOUT = Submission._meta.label_lower


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter, its subject as it may be read, and what may be done to it."""

    letter: Letter
    subject: str
    kind: str
    may_repeat: bool
    number: int  # how often it will then have been sent


def letters_to(correspondent: Correspondent, user: User) -> Sequence[LetterRow]:
    """Return her last letters, the newest first.

    Those about her pieces, and those about no piece that went to an address of hers:
    a press office's address is many people's.
    """
    hers_here = pieces_for(user, correspondent.submissions.all())
    pieces = hers_here.order_by("-received_at")
    known = list(pieces.values_list("pk", "contact_email")[:MOST_PIECES])
    emails = emails_of(correspondent)
    wrote_from = {*emails, *(email.lower() for _pk, email in known if email)}
    about = Q(object_type=ABOUT, object_id__in=[str(pk) for pk, _email in known])
    hers = about & Q(to__in=wrote_from) | Q(to__in=emails) & ~Q(object_type=ABOUT)
    rows = Letter.objects.annotate(to=Lower("recipient"), repeats=Count("again"))
    found = rows.filter(hers).order_by("-created_at", "-pk")[:MOST]
    return [_row(letter, user) for letter in found]


def _row(letter: Letter, user: User) -> LetterRow:
    return LetterRow(
        letter=letter,
        subject=shown_words(letter)[0],
        kind=kind_word(letter.kind),
        may_repeat="again" in available_acts(letter, user),
        number=letter.repeats + 1,  # type: ignore[attr-defined]  # annotated
    )
