"""Letters to the author about her piece: receipt, and what becomes of it.

An action writes its letter in its own transaction, once.  What the desk and the author
typed is put into a letter as it stands and is never read again for placeholders.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from desk.letter_kinds import kind_of
from desk.services.letter_templates import wording_of
from desk.services.letters import Prepared, prepare_letter, write_letter_of_kind
from submissions import letter_kinds as kinds
from submissions.enums import Action
from submissions.incoming import Receipt
from submissions.models import Submission
from submissions.services.tokens import status_token

HOUSE = Receipt()

# What an action tells the author.  Putting a piece on hold is told without the remark,
# which is the desk's own.
LETTERS: dict[Action, str] = {
    Action.SIGN_SECOND_READ: kinds.ACCEPTED,
    Action.HOLD: kinds.HELD,
    Action.RETURN: kinds.RETURN,
    Action.DECLINE: kinds.DECLINE,
    Action.KILL: kinds.DECLINE,
    Action.WITHDRAW: kinds.WITHDRAWN,
}
# What may happen to a piece more than once, and is told each time.
REPEATED = (Action.RETURN, Action.HOLD)


def prepare_receipt(email: str, words: Receipt = HOUSE) -> Prepared | None:
    """Prepare the letter that confirms the arrival of a piece, before it is written."""
    if not email:
        return None
    return prepare_letter(
        kind=kinds.RECEIPT,
        recipient=email,
        withheld=words.withheld,
        subject=words.subject,
        body=words.body,
    )


def write_receipt(piece: Submission, prepared: Prepared) -> None:
    """Write the letter that confirms the arrival of a piece; once per piece.

    Nobody has looked at the words or the address yet: the letter repeats none of them,
    so that it cannot be used to write to a stranger.
    """
    prepared.write(
        unique_key=f"receipt:{piece.ref}",
        words={"ref": piece.ref, "link": status_link(piece)},
        obj=piece,
    )


def house_words() -> Receipt:
    """Return the receipt as it reads where a mailbox says nothing else."""
    stands = wording_of(kind_of(kinds.RECEIPT))
    return Receipt(subject=stands.subject, body=stands.body)


def status_link(piece: Submission) -> str:
    """Return the address of a piece's private status page."""
    token = status_token(piece.ref, piece.status_token_number)
    return f"{settings.SITE_URL}{reverse('submissions:status', args=(token,))}"


def piece_words(piece: Submission) -> dict[str, str]:
    """Return what a letter about a piece may say of it."""
    return {"title": piece.title, "ref": piece.ref, "link": status_link(piece)}


def write_notice(piece: Submission, *, action: Action, note: str) -> None:
    """Write the letter an action asks for, if it asks for one."""
    kind = LETTERS.get(action)
    if kind is None or not piece.contact_email:
        return
    turn = f":{piece.transitions.count()}" if action in REPEATED else ""
    write_letter_of_kind(
        kind=kind,
        unique_key=f"{action.value}:{piece.ref}{turn}",
        recipient=piece.contact_email,
        words={**piece_words(piece), "note": note.strip()},
        obj=piece,
    )
