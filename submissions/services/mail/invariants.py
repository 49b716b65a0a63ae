"""What must be true of mails at any moment (``manage.py check_invariants``)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from submissions.mail.imap.session import open_session
from submissions.mail.imap.steps import MailboxFailure
from submissions.models import Mailbox, MailMessage, MailPart
from submissions.services.mail.polling import account_of

CHUNK = 1024**2
SHOWN = 5


def mails_are_recorded() -> tuple[bool, str]:
    """I1: every mail of a mailbox is recorded, or listed as not fetched and why.

    The mailboxes are asked; what came in after their last look is not due yet.
    """
    problems = [
        problem
        for mailbox in Mailbox.objects.filter(is_active=True, uid_validity__gte=0)
        for problem in _unrecorded(mailbox)
    ]
    return not problems, " ".join(problems[:SHOWN])


def _unrecorded(mailbox: Mailbox) -> Iterator[str]:
    try:
        with open_session(account_of(mailbox)) as session:
            validity = session.uid_validity
            there = session.uids_after(mailbox.start_uid - 1)
    except MailboxFailure as failure:
        yield _("%(name)s could not be asked: %(why)s") % {
            "name": mailbox.name,
            "why": failure.sentence,
        }
        return
    if validity != mailbox.uid_validity:
        yield _("%(name)s was numbered anew and waits for its next look.") % {
            "name": mailbox.name
        }
        return
    rows = MailMessage.objects.filter(mailbox=mailbox, uid_validity=validity)
    known = set(rows.values_list("uid", flat=True))
    lost = [uid for uid in there if uid <= mailbox.last_uid and uid not in known]
    if lost:
        numbers = ", ".join(map(str, lost[:SHOWN]))
        yield _(
            "%(name)s holds %(count)d mails that are not recorded: %(numbers)s."
        ) % {
            "name": mailbox.name,
            "count": len(lost),
            "numbers": numbers,
        }


def damaged_mail_files() -> list[str]:
    """Return the keys of mails and parts whose file is gone or not as it was (I3)."""
    mails = MailMessage.objects.exclude(raw="").only("key", "raw", "sha256")
    parts = MailPart.objects.exclude(file="").only("key", "file", "sha256")
    found = [mail.key.hex for mail in mails.iterator() if not _whole(mail.raw, mail)]
    found += [part.key.hex for part in parts.iterator() if not _whole(part.file, part)]
    return found


def _whole(file: FieldFile, row: MailMessage | MailPart) -> bool:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == row.sha256
