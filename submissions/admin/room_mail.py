"""What the reading room shows of a piece's mail, and of its author's answers."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from desk.policy import policy
from submissions.admin.mail_page import flag_sentences, part_rows
from submissions.enums import Source
from submissions.mail_enums import MailFlag
from submissions.models import AuthorMessage, IncomingRecord, MailMessage, Submission
from submissions.services.mail.resending import ASK

# The delivery key of a piece that was taken from a mail, or split off it.
FROM_MAIL = re.compile(r"^mail:(\d{1,18})(?::|$)")


def mail_panel(request: HttpRequest, piece: Submission) -> dict[str, Any] | None:
    """Return the mail a piece came by; None when it came another way."""
    mail = mail_of(piece)
    if mail is None:
        return None
    return {
        "mail": mail,
        "flags": _flags(mail),
        "large_files": mail.large_files.all(),
        "may_read": policy.may(request.user, "mail.read"),
        "may_ask": policy.may(request.user, "mail.read")
        and policy.may(request.user, ASK, piece),
        "may_split": policy.may(request.user, "mail.read")
        and policy.may(request.user, "submission.edit", mail.submission),
        # A piece that was split off offers no further splitting.
        "others": mail.others if mail.submission_id == piece.pk else (),
    }


def mail_of(piece: Submission) -> MailMessage | None:
    """Return the mail a piece was taken from, the first piece of it or another."""
    if piece.source != Source.MAIL or piece.incoming_id is None:
        return None
    keys = IncomingRecord.objects.filter(pk=piece.incoming_id)
    found = FROM_MAIL.match(keys.values_list("key", flat=True).first() or "")
    if found is None:
        return None
    mails = MailMessage.objects.for_lists()
    return mails.filter(pk=found.group(1)).first()


def _flags(mail: MailMessage) -> list[str]:
    if MailFlag.UNPROVEN_REPLY not in mail.flags or not mail.claimed_ref:
        return flag_sentences(mail)
    claims = _("The mail quotes %(ref)s.") % {"ref": mail.claimed_ref}
    return [*flag_sentences(mail), claims]


def author_messages(
    request: HttpRequest, piece: Submission, *, may_edit: bool
) -> list[dict[str, Any]]:
    """Return what the author wrote later, newest first, with what came along."""
    rows = AuthorMessage.objects.filter(submission=piece).select_related(
        "mail", "question"
    )
    rows = rows.prefetch_related("mail__parts__photo")
    may_raw = policy.may(request.user, "mail.raw")
    return [
        {
            "message": row,
            "parts": part_rows(row.mail, may_raw=may_raw, may_edit=may_edit)
            if row.mail
            else (),
        }
        for row in rows.order_by("-received_at", "-id")
    ]
