"""The page of one mail: what it is, what became of it, what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from desk.policy import policy
from submissions.enums import PhotoState
from submissions.mail_enums import READ_AGAIN, MailFlag, Outcome, PartRole
from submissions.models import MailMessage, MailPart
from submissions.problems import Problem, ProblemCode
from submissions.services.mail.opening import PICTURES
from submissions.services.mail.resending import ASK, SHUT
from submissions.services.mail.understanding import without_private

if TYPE_CHECKING:
    from submissions.admin.mails import MailAdmin

LIKE_THIS_SHOWN = 20
SEEN = (PhotoState.READY, PhotoState.DAMAGED)
TAKEN_OVER = (PartRole.PHOTO, PartRole.KEPT)
# What a person may do about each outcome.
WHAT_NOW = {
    Outcome.WAITING: _("A worker reads it within a minute; nothing needs to be done."),
    Outcome.ACCEPTED: _("The piece is with the others; look at its guesses."),
    Outcome.REPLY: _("What the author wrote stands on the piece."),
    Outcome.DUPLICATE: _("Nothing was made of it a second time."),
    Outcome.QUARANTINED: _(
        "Look at its files below. When the cause is gone, process it again; what cannot"
        " be opened here can be downloaded."
    ),
    Outcome.FILED: _(
        "Nobody was answered. If a person wrote it all the same, type the piece in"
        " under “New piece”."
    ),
    Outcome.REJECTED: _("It is kept whole; process it again when the cause is gone."),
    Outcome.LEFT: _("It lies in the mailbox; open it there, or raise the limit."),
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the list, with what may be done with it."""

    part: MailPart
    is_member: bool
    has_picture: bool
    can_open: bool
    can_take: bool


class MailPage:
    """The view of one mail."""

    def __init__(self, model_admin: MailAdmin) -> None:
        """Stand in the site of the board."""
        self.site = model_admin.admin_site

    def show(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a mail with its files."""
        mails = MailMessage.objects.select_related(
            "mailbox", "submission", "duplicate_of"
        ).prefetch_related("parts__photo")
        pk = int(object_id) if object_id.isdigit() else 0
        mail = get_object_or_404(mails, pk=pk)
        policy.require(request.user, "mail.read", mail)
        context = {
            **self.site.each_context(request),
            **mail_context(request, mail),
            "title": str(mail),
        }
        return TemplateResponse(request, "desk/mail.html", context)


def mail_context(request: HttpRequest, mail: MailMessage) -> dict[str, Any]:
    """Return what the page shows, gathered in a fixed number of queries."""
    may_edit = policy.may(request.user, "submission.edit", mail.submission)
    may_raw = policy.may(request.user, "mail.raw", mail)
    return {
        "mail": mail,
        "words": masked_words(mail),
        "what_now": WHAT_NOW[Outcome(mail.outcome)],
        "flags": flag_sentences(mail),
        "problems": problem_sentences(mail),
        "parts": part_rows(mail, may_raw=may_raw, may_edit=may_edit),
        "large_files": mail.large_files.all(),
        "shut": any(part.role in SHUT for part in mail.parts.all()),
        "deliveries": _deliveries(mail),
        "twins": _twins(mail),
        "can_read": mail.outcome in READ_AGAIN
        and mail.is_original
        and policy.may(request.user, "mail.process", mail),
        "may_raw": may_raw and bool(mail.source.raw),
        "may_split": may_edit and mail.submission is not None,
        "may_ask": policy.may(request.user, ASK, mail.submission),
    }


def masked_words(mail: MailMessage) -> dict[str, str]:
    """Return what a mail says and what was cut off it, numbers of people masked."""
    source = mail.source
    found = {
        "own": source.words,
        "signature": source.signature,
        "quoted": source.quoted,
    }
    return {name: without_private(words) for name, words in found.items()}


def flag_sentences(mail: MailMessage) -> list[str]:
    """Return what an editor should know, in sentences."""
    known = [MailFlag(flag) for flag in mail.flags if flag in MailFlag.values]
    return [str(flag.label) for flag in known]


def problem_sentences(mail: MailMessage) -> list[str]:
    """Return what was odd about a mail, in sentences."""
    found = []
    for each in mail.problems:
        code, detail = str(each.get("code", "")), str(each.get("detail", ""))
        if code in ProblemCode.values:
            found.append(Problem(ProblemCode(code), detail).sentence)
    return list(dict.fromkeys(found))


def part_rows(
    mail: MailMessage, *, may_raw: bool, may_edit: bool
) -> tuple[PartRow, ...]:
    """Return the parts of a mail, whose photographs are prefetched."""
    may_edit = may_edit and mail.submission_id is not None
    return tuple(
        PartRow(
            part=part,
            is_member=bool(part.within),
            has_picture=part.photo is not None and part.photo.state in SEEN,
            can_open=may_raw and bool(part.file),
            can_take=may_edit and _is_free_picture(part),
        )
        for part in mail.parts.all()
    )


def _is_free_picture(part: MailPart) -> bool:
    """Tell whether a part is a picture that no piece has yet."""
    free = bool(part.file) and part.photo_id is None
    return free and part.role in TAKEN_OVER and part.format in PICTURES


def _deliveries(mail: MailMessage) -> QuerySet[MailMessage]:
    """Return the other rows of the same content."""
    first = mail.duplicate_of or mail
    return first.deliveries.exclude(pk=mail.pk).select_related("mailbox")[
        :LIKE_THIS_SHOWN
    ]


def _twins(mail: MailMessage) -> QuerySet[MailMessage]:
    """Return mails with other words that bear the same Message-ID."""
    if not mail.message_id:
        return MailMessage.objects.none()
    same = MailMessage.objects.filter(message_id=mail.message_id, is_original=True)
    same = same.exclude(pk__in=[mail.pk, mail.duplicate_of_id or mail.pk])
    return same.select_related("submission")[:LIKE_THIS_SHOWN]
