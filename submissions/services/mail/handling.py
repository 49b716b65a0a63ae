"""What an editor does with a mail: open it, take parts over, split it, ask."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from desk.letter_kinds import kind_of
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letter_templates import wording_of
from desk.services.letters import write_letter
from submissions.incoming import IncomingPhoto
from submissions.letter_kinds import LARGE_FILE
from submissions.mail_enums import PartRole
from submissions.models import LargeFileLink, MailMessage, MailPart, Photo, Submission
from submissions.services.mail import arriving
from submissions.services.mail.opening import PICTURES, open_attachments
from submissions.services.mail.photographs import find_photographs
from submissions.services.mail.proposing import write_proposals
from submissions.services.mail.reading import parse, work_folder
from submissions.services.mail.resending import ASK
from submissions.services.mail.taking import photos_by_key
from submissions.services.mail.understanding import incoming_from, understand
from submissions.services.photos import add_photo
from submissions.services.receiving import receive_submission

COPIED = 1024**2  # bytes at a time


def open_raw(*, message: MailMessage, actor: User) -> bytes:
    """Return a mail as it came; this is recorded, for it holds personal data."""
    policy.require(actor, "mail.raw", message)
    if not message.source.raw:
        raise Refused(
            _("This mail was not fetched. It is in the mailbox."), code="not_fetched"
        )
    record(obj=message, verb="mail.raw_opened", actor=actor)
    return arriving.read_raw(message)


def open_part(*, part: MailPart, actor: User) -> IO[bytes]:
    """Open a part that is kept as a file; this is recorded."""
    policy.require(actor, "mail.raw", part.message)
    if not part.file:
        raise Refused(_("This part is not kept apart from its mail."), code="no_file")
    data = {"part": part.position}
    record(obj=part.message, verb="mail.part_opened", actor=actor, data=data)
    return part.file.open("rb")


def split_off(*, message: MailMessage, text: int, actor: User) -> Submission:
    """Make a piece of its own of another text of a mail; twice is the same piece.

    Nobody is written to: the author has the receipt of the mail.
    """
    policy.require(actor, "submission.edit", message.submission)
    if message.submission is None:
        raise Refused(_("This mail is no piece; have it read again first."))
    offered = {int(other["text"]) for other in message.others}
    if text not in offered:
        raise Refused(_("There is no such text in this mail. Reload the page."))
    parsed = parse(message)
    with work_folder() as work:
        parts = open_attachments(parsed.attachments, work)
        understood = understand(parsed, parts, find_photographs(parts), only=text)
        incoming = incoming_from(
            understood,
            parsed,
            key=f"mail:{message.pk}:{text}",
            receipt=None,
            received_at=message.received_at,
        )
        taken = receive_submission(incoming=incoming, actor=actor)
    piece = taken.submission
    with transaction.atomic():
        write_proposals(
            piece, understood.story.guesses, photos_by_key(piece, understood)
        )
        left = [other for other in message.others if int(other["text"]) != text]
        message.others = left
        message.save(update_fields=["others"])
        if taken.created:
            data = {"mail": message.pk, "text": text}
            record(obj=piece, verb="submission.split_off", actor=actor, data=data)
    return piece


def take_photo_over(*, part: MailPart, actor: User) -> Photo:
    """Add a photograph of a mail to the mail's piece, as a new version of it."""
    with transaction.atomic():
        # Held, so that a double click adds it once.
        held = MailPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
        piece = held.message.submission
        if piece is None or not _is_free_photo(held):
            raise Refused(_("This part is no photograph that could be taken over."))
        photo = _add(held, piece, actor)
        MailPart.objects.filter(pk=held.pk).update(photo=photo, role=PartRole.PHOTO)
    return photo


def _is_free_photo(part: MailPart) -> bool:
    usable = part.role in (PartRole.PHOTO, PartRole.KEPT)
    return bool(part.file) and usable and not part.photo_id and part.format in PICTURES


def _add(part: MailPart, piece: Submission, actor: User) -> Photo:
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    with tempfile.NamedTemporaryFile(dir=folder) as copy:
        with part.file.open("rb") as source:
            while chunk := source.read(COPIED):
                copy.write(chunk)
        copy.flush()
        incoming = IncomingPhoto(name=part.name or "photo", path=Path(copy.name))
        return add_photo(submission=piece, incoming_photo=incoming, actor=actor)


def asking_letter(link: LargeFileLink) -> tuple[str, str]:
    """Return subject and text of the letter that asks for a large file."""
    piece = link.message.submission
    with override(settings.LANGUAGE_CODE):
        words = {
            "name": link.name or _("the large attachment"),
            "ref": piece.ref if piece else "",
        }
        subject, body = wording_of(kind_of(LARGE_FILE)).filled(words)
    return subject, body


def ask_for_file(
    *, link: LargeFileLink, subject: str, body: str, actor: User
) -> Letter:
    """Write to the sender for a large file; once, as the editor left the words."""
    policy.require(actor, ASK, link.message.submission)
    with transaction.atomic():
        letter = write_letter(
            unique_key=f"large-file:{link.message_id}:{link.position}",
            kind=LARGE_FILE,
            recipient=link.message.sender_address,
            subject=subject,
            body=body,
            obj=link.message.submission,
        )
        if letter is None:
            raise Refused(_("The mail names no address that can be written to."))
        if link.asked_at is None:
            LargeFileLink.objects.filter(pk=link.pk).update(asked_at=timezone.now())
            data = {"file": link.position}
            record(obj=link.message, verb="mail.file_asked", actor=actor, data=data)
    link.refresh_from_db()
    return letter
