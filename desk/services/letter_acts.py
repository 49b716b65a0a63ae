"""What the desk does with letters: let go, hold back, send once more.

A row leaves at most once.  Sending once more is a new row that names the old one, so
that both stand in the list.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import LetterState
from desk.exceptions import Refused
from desk.letter_kinds import find_kind, kind_word
from desk.models import Letter, LetterEnclosure, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letters import (
    is_address,
    make_message_id,
    one_line,
    ring_for_letters,
    suppressed,
)

READ, SEND = "letter.read", "letter.send"
# What is not on its way any more and may be sent once more, as a row of its own.
SETTLED = (
    LetterState.SENT,
    LetterState.FAILED,
    LetterState.SUPPRESSED,
    LetterState.DROPPED,
)
# What may still be held back.  A failed letter that is dropped is a trouble settled.
DROPPABLE = (LetterState.WAITING, LetterState.QUEUED, LetterState.FAILED)


def is_secret(letter: Letter) -> bool:
    """Tell whether a letter holds a code or a way in, nobody else's to read."""
    kind = find_kind(letter.kind)
    return kind is not None and kind.essential


def shown_words(letter: Letter) -> tuple[str, str]:
    """Return subject and text as the desk may read them; no code and no way in."""
    if not is_secret(letter):
        return letter.subject, letter.body
    return kind_word(letter.kind), _(
        "Codes and links of this kind are shown to nobody."
    )


def available_acts(letter: Letter, user: User) -> tuple[str, ...]:
    """Return what this person may do to a letter as it is now."""
    if not policy.may(user, SEND):  # who sees the letter at all is asked before
        return ()
    acts = []
    if letter.state == LetterState.WAITING:
        acts.append("release")
    if letter.state in DROPPABLE:
        acts.append("drop")
    if letter.state in SETTLED and not is_secret(letter):
        acts.append("again")
    return tuple(acts)


@transaction.atomic
def release_letter(
    *, letter: Letter, actor: User, subject: str | None = None, body: str | None = None
) -> Letter:
    """Let a waiting letter go, as it stands or in other words."""
    policy.require(actor, SEND, letter)
    row = _locked(letter)
    if row.state != LetterState.WAITING:
        raise Refused(_wrong_state(row), code="wrong_state")
    words = _words(row, subject, body)
    edited = words != {"subject": row.subject, "body": row.body}
    due = _not_before(row)
    _move(row, LetterState.QUEUED, actor=actor, error="", due_at=due, **words)
    data = {"kind": row.kind, "edited": edited, **_about(row)}
    record(obj=row, verb="letter.released", actor=actor, data=data)
    ring_for_letters()
    letter.refresh_from_db()
    return letter


@transaction.atomic
def drop_letter(*, letter: Letter, actor: User) -> Letter:
    """Decide that a letter does not go, or not any more."""
    policy.require(actor, SEND, letter)
    row = _locked(letter)
    if row.state == LetterState.DROPPED:
        return row
    if row.state not in DROPPABLE:
        raise Refused(_wrong_state(row), code="wrong_state")
    before = row.state
    _move(row, LetterState.DROPPED, actor=actor)
    data = {"kind": row.kind, "from": before, **_about(row)}
    record(obj=row, verb="letter.dropped", actor=actor, data=data)
    letter.refresh_from_db()
    return letter


@transaction.atomic
def send_again(
    *, letter: Letter, actor: User, recipient: str = "", number: int | None = None
) -> Letter:
    """Send a letter once more, perhaps to a better address; return the new row.

    ``number`` is how many times it will then have been sent again; a double click
    names the same number and gets the same row.
    """
    policy.require(actor, SEND, letter)
    row = _locked(letter)
    if is_secret(row):
        raise Refused(
            _("Codes and private links are not sent twice. She asks for a new one."),
            code="essential",
        )
    latest = row.again.order_by("pk").last()
    count = row.again.count()
    if latest is not None and number is not None and number <= count:
        return latest
    if row.state not in SETTLED:
        raise Refused(_wrong_state(row), code="wrong_state")
    if latest is not None and latest.state not in SETTLED:
        raise Refused(
            _("“%(subject)s” is being sent again already.") % {"subject": row.subject},
            code="sent_again_already",
        )
    again = _copy(row, recipient=_address(recipient or row.recipient), turn=count + 1)
    data = {"kind": row.kind, "of": row.pk, **_about(row)}
    record(obj=again, verb="letter.sent_again", actor=actor, data=data)
    ring_for_letters()
    return again


def _copy(row: Letter, *, recipient: str, turn: int) -> Letter:
    key = f"again:{row.pk}:{turn}"
    again = Letter.objects.create(
        unique_key=key,
        message_id=make_message_id(key),
        kind=row.kind,
        recipient=recipient,
        subject=row.subject,
        body=row.body,
        object_type=row.object_type,
        object_id=row.object_id,
        due_at=_not_before(row),
        again_of=row,
    )
    LetterEnclosure.objects.bulk_create(
        LetterEnclosure(
            letter=again,
            name=each.name,
            content_type=each.content_type,
            file=each.file.name,
            sha256=each.sha256,
        )
        for each in row.enclosures.all()
    )
    return again


def _address(recipient: str) -> str:
    recipient = recipient.strip()
    if not is_address(recipient):
        raise Refused(_("This is no e-mail address."), code="address")
    reason = suppressed(recipient)
    if reason:
        raise Refused(reason, code="suppressed")
    return recipient


def _words(row: Letter, subject: str | None, body: str | None) -> dict[str, str]:
    words = {
        "subject": row.subject if subject is None else one_line(subject),
        "body": row.body if body is None else body.replace("\r\n", "\n").strip(),
    }
    if not all(words.values()):
        raise Refused(_("A letter needs a subject and a text."), code="empty")
    return words


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)


def _move(row: Letter, state: LetterState, *, actor: User, **fields: object) -> None:
    """Change a state only if it is still the one that was looked at."""
    moved = Letter.objects.filter(pk=row.pk, state=row.state).update(
        state=state, decided_by=actor, **fields
    )
    if not moved:
        row.refresh_from_db()
        raise Refused(_wrong_state(row), code="wrong_state")


def _not_before(row: Letter) -> datetime:
    """Return when a letter may go: one for a day to come waits for it all the same."""
    now = timezone.now()
    return now if row.attempts else max(row.due_at, now)


def _about(row: Letter) -> dict[str, str]:
    return {"about": f"{row.object_type} {row.object_id}"} if row.object_id else {}


def _wrong_state(row: Letter) -> str:
    return _(
        "“%(subject)s” is “%(state)s”; this is not possible any more. Reload the page."
    ) % {"subject": row.subject, "state": row.get_state_display()}
