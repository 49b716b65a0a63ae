"""Take a mail in: as a piece with its guesses, or as an answer to one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from desk.exceptions import Refused
from desk.services.ledger import record
from submissions.enums import Kind
from submissions.incoming import Receipt
from submissions.mail.model import IncomingMessage
from submissions.mail_enums import MailFlag, MailReason, Outcome, PartRole
from submissions.models import AuthorMessage, MailMessage, Photo, Submission
from submissions.services.mail.keeping_parts import keep_parts
from submissions.services.mail.noting import Verdict, add_flag, note_verdict
from submissions.services.mail.opening import Opened, role_of
from submissions.services.mail.proposing import write_proposals
from submissions.services.mail.replies import Answer
from submissions.services.mail.understanding import (
    Understood,
    incoming_from,
    photo_keys,
    without_private,
)
from submissions.services.questions import take_mailed_answer
from submissions.services.receiving import receive_submission

ANSWER_CHARACTERS = 20_000
NOT_OPENED = (PartRole.QUARANTINED, PartRole.REFUSED)


def take_story(
    message: MailMessage,
    parsed: IncomingMessage,
    parts: Sequence[Opened],
    understood: Understood,
    *,
    answer: Answer,
    receipt: Receipt | None,
) -> None:
    """Take a mail in as a piece, or keep it aside with the reason."""
    if answer.is_unproven:
        add_flag(message, MailFlag.UNPROVEN_REPLY)
    aside = _why_aside(parsed, parts, understood)
    if aside is None:
        incoming = incoming_from(
            understood,
            parsed,
            key=f"mail:{message.pk}",
            receipt=receipt,
            received_at=message.received_at,
        )
        try:
            piece = receive_submission(incoming=incoming).submission
        except Refused as refusal:
            aside = Verdict(
                Outcome.QUARANTINED, MailReason.TAKES_NO_PIECE, str(refusal)
            )
    if aside is not None:
        keep_parts(message, parsed, parts, understood)
        note_verdict(message, aside)
        return
    photos = photos_by_key(piece, understood)
    with transaction.atomic():
        write_proposals(piece, understood.story.guesses, photos)
        keep_parts(message, parsed, parts, understood, photos=photos)
        verdict = Verdict(Outcome.ACCEPTED, submission=piece, claimed_ref=answer.ref)
        note_verdict(message, verdict)


def take_answer(
    message: MailMessage,
    parsed: IncomingMessage,
    parts: Sequence[Opened],
    *,
    piece: Submission,
) -> None:
    """Put a mail on the piece whose author it has been proven to come from."""
    with transaction.atomic():
        written, created = AuthorMessage.objects.get_or_create(
            mail=message,
            defaults={
                "submission": piece,
                "sender": parsed.sender_address,
                "text": without_private(parsed.text)[:ANSWER_CHARACTERS],
                "received_at": message.received_at,
            },
        )
        keep_parts(message, parsed, parts, None)
        verdict = Verdict(Outcome.REPLY, submission=piece, claimed_ref=piece.ref)
        note_verdict(message, verdict)
        if created:
            take_mailed_answer(written)
            data = {"mail": message.pk}
            record(obj=piece, verb="submission.author_wrote", data=data)


def photos_by_key(piece: Submission, understood: Understood) -> dict[str, Photo]:
    """Return the photographs of a piece by the key they were recognised under."""
    keys = photo_keys(understood)
    rows = piece.photos.order_by("position")[: len(keys)]
    return dict(zip(keys, rows, strict=False))


def _why_aside(
    parsed: IncomingMessage, parts: Sequence[Opened], understood: Understood
) -> Verdict | None:
    """Return why a mail makes no piece; None when it makes one.

    A mail whose words are elsewhere, in a part that is locked or damaged, waits for a
    person; a covering letter with a refused archive is taken in with what it says.
    """
    roles = [role_of(part) for part in parts]
    if understood.has_words or _is_photo_news(understood):
        return None
    shut = next((p for p in parts if role_of(p) in NOT_OPENED), None)
    if PartRole.QUARANTINED in roles:
        shut = next(p for p in parts if role_of(p) == PartRole.QUARANTINED)
        return Verdict(Outcome.QUARANTINED, MailReason.PARTS, _named(shut))
    if any(block.text.strip() for block in parsed.blocks):
        return None
    if shut is not None:
        return Verdict(Outcome.QUARANTINED, MailReason.PARTS, _named(shut))
    return Verdict(Outcome.QUARANTINED, MailReason.EMPTY)


def _is_photo_news(understood: Understood) -> bool:
    return understood.story.kind == Kind.PHOTO_NEWS and understood.has_captions


def _named(part: Opened) -> str:
    return f"{part.name}: {part.reason}" if part.name else part.reason
