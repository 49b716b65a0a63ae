"""Internal notes about a piece, and whom they name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.models import Mention, Note, Submission

WRITE = "note.write"
MOST_CHARACTERS = 2000
AT = ("@", "＠")  # as an English and as a Chinese keyboard types it


@transaction.atomic
def write_note(*, submission: Submission, text: str, actor: User) -> Note:
    """Write a note about a piece; whom it names with @ finds it on her board.

    Raises ``Refused`` when it is empty, too long, or names somebody with @ who is not
    there.
    """
    policy.require(actor, WRITE)
    policy.require(actor, "submission.read", submission)
    text = text.replace("\r\n", "\n").strip()
    _refuse(text)
    named = named_in(text, staff())
    note = Note.objects.create(
        submission=submission, author=actor, text=text, created_at=timezone.now()
    )
    Mention.objects.bulk_create(
        Mention(note=note, user=user) for user in named if user.pk != actor.pk
    )
    data = {"note": note.pk, "named": [user.get_username() for user in named]}
    record(obj=submission, verb="submission.note_written", actor=actor, data=data)
    return note


def staff() -> list[User]:
    """Return who can be named in a note, by name."""
    found = User.objects.filter(is_active=True, is_staff=True)
    return sorted(found, key=str)


def named_in(text: str, people: Iterable[User]) -> list[User]:
    """Return whom a text names with @, once each, in order of the text.

    The longest name that fits counts (``@李明华`` is not ``@李明``).
    """
    names = {name: user for user in people for name in _names_of(user)}
    longest_first = sorted(names, key=len, reverse=True)
    found: dict[int, User] = {}
    for place, mark in enumerate(text):
        if mark not in AT or _is_address(text, place):
            continue
        rest = text[place + 1 :].casefold()
        name = next((each for each in longest_first if rest.startswith(each)), None)
        if name is not None:
            found.setdefault(names[name].pk, names[name])
    return list(found.values())


def notes_of(submission: Submission) -> QuerySet[Note]:
    """Return the notes about a piece, oldest first."""
    return submission.notes.select_related("author").order_by("created_at", "id")


def unseen_mentions(user: User) -> QuerySet[Mention]:
    """Return where a person was named and has not looked yet, newest first."""
    found = Mention.objects.filter(user=user, seen_at=None)
    found = found.select_related("note__author", "note__submission")
    return found.order_by("-note__created_at", "-pk")


def see_mentions(*, submission: Submission, user: User) -> int:
    """Note that a person has looked at the notes of a piece; return how many waited."""
    waiting = Mention.objects.filter(
        user=user, seen_at=None, note__submission=submission
    )
    return waiting.update(seen_at=timezone.now())


def _refuse(text: str) -> None:
    if not text:
        raise Refused(_("The note is empty. Write what the desk should know."))
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            _("The note has more than %(most)d characters. Shorten it.")
            % {"most": MOST_CHARACTERS},
            code="too_long",
        )


def _names_of(user: User) -> list[str]:
    return [name.casefold() for name in {str(user), user.get_username()} if name]


def _is_address(text: str, place: int) -> bool:
    """Tell whether an @ stands within an e-mail address."""
    before = text[place - 1] if place else ""
    return before.isascii() and (before.isalnum() or before in "._-+") and before != ""
