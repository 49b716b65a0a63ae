"""What became of a call: to whom it went, who opened it, who answered with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.enums import LetterState
from desk.models import Letter
from submissions.call_letters import CALL, CALL_REMINDER
from submissions.enums import Origin, Source
from submissions.models import (
    CallForCopy,
    CallForm,
    CallRecipient,
    Correspondent,
    Submission,
)


class Reply(StrEnum):
    """How far a recipient is."""

    UNSENT = "unsent"
    SENT = "sent"
    OPENED = "opened"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A recipient with her letters and the pieces she sent under the call."""

    recipient: CallRecipient
    letter: Letter | None
    reminder: Letter | None
    pieces: Sequence[Submission]

    @property
    def reply(self) -> Reply:
        if self.pieces:
            return Reply.ANSWERED
        if self.recipient.declined_at:
            return Reply.DECLINED
        if self.recipient.opened_at:
            return Reply.OPENED
        return Reply.SENT if self.letter else Reply.UNSENT

    @property
    def letter_failed(self) -> bool:
        """Tell whether the letter did not reach her."""
        bad = (LetterState.FAILED, LetterState.SUPPRESSED, LetterState.DROPPED)
        return self.letter is not None and (
            self.letter.state in bad or self.letter.came_back
        )


@dataclass(frozen=True, slots=True)
class CallState:
    """A call with everybody it goes to, and how many stand where."""

    call: CallForCopy
    rows: Sequence[RecipientRow]

    def count(self, reply: Reply) -> int:
        return sum(row.reply == reply for row in self.rows)

    @property
    def answered(self) -> int:
        return self.count(Reply.ANSWERED)

    @property
    def declined(self) -> int:
        return self.count(Reply.DECLINED)

    @property
    def opened(self) -> int:
        """Return how many opened the link and have not answered."""
        return self.count(Reply.OPENED)

    @property
    def silent(self) -> int:
        return len(self.rows) - self.answered - self.declined


def state_of(call: CallForCopy) -> CallState:
    """Return what became of a call, in a fixed number of questions."""
    recipients = call.recipients.select_related("correspondent__unit")
    return CallState(call, _rows(list(recipients)))


def calls_to(correspondent: Correspondent, most: int) -> list[RecipientRow]:
    """Return the last calls that went to somebody, and her answers."""
    rows = correspondent.calls.select_related("call").order_by("-call__created_at")
    return _rows(list(rows[:most]))


def _rows(recipients: Sequence[CallRecipient]) -> list[RecipientRow]:
    if not recipients:
        return []
    letters = _letters([each.pk for each in recipients])
    pieces = pieces_of(recipients)
    return [
        RecipientRow(
            recipient=each,
            letter=letters.get(f"{CALL}:{each.pk}"),
            reminder=letters.get(f"{CALL_REMINDER}:{each.pk}"),
            pieces=pieces[each.pk],
        )
        for each in recipients
    ]


def pieces_of(recipients: Collection[CallRecipient]) -> dict[int, list[Submission]]:
    """Return the pieces some recipients sent under their call, by their ids."""
    forms = CallForm.objects.filter(recipient__in=recipients)
    owners = dict(forms.values_list("delivery_key", "recipient_id"))
    found: dict[int, list[Submission]] = defaultdict(list)
    sent = Submission.objects.filter(incoming__key__in=owners)
    sent = sent.select_related("incoming").defer("body", "contact_phone")
    for piece in sent.order_by("pk"):
        if piece.incoming is not None:
            found[owners[piece.incoming.key]].append(piece)
    return found


def silent_recipients(call: CallForCopy) -> list[CallRecipient]:
    """Return those who got the letter and neither answered nor declined."""
    recipients = list(call.recipients.filter(declined_at=None))
    pieces = pieces_of(recipients)
    letters = _letters([each.pk for each in recipients])
    return [
        each
        for each in recipients
        if not pieces[each.pk] and f"{CALL}:{each.pk}" in letters
    ]


def call_of(piece: Submission) -> CallForCopy | None:
    """Return the call that a piece answers."""
    if piece.incoming_id is None:
        return None
    forms = CallForm.objects.filter(delivery_key=piece.incoming.key)  # type: ignore[union-attr]
    form = forms.select_related("recipient__call").first()
    return form.recipient.call if form else None


def mark_commissioned(piece: Submission) -> bool:
    """Note that a piece was asked for, when it answers a call; tell whether it does."""
    if piece.source != Source.FORM or call_of(piece) is None:
        return False
    unasked = Submission.objects.filter(pk=piece.pk, origin=Origin.UNSOLICITED)
    unasked.update(origin=Origin.COMMISSIONED)
    return True


def _letters(recipients: Collection[int]) -> dict[str, Letter]:
    keys = [f"{kind}:{pk}" for pk in recipients for kind in (CALL, CALL_REMINDER)]
    found = Letter.objects.filter(unique_key__in=keys).defer("body")
    return {letter.unique_key: letter for letter in found}
