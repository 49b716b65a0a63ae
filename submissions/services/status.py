"""What the private page of a piece tells: its state, nothing about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.enums import Action, Status
from submissions.models import Submission
from submissions.services.tokens import token_hash

# The words a correspondent reads; the desk's own labels are different.
LABELS = {
    Status.RECEIVED: gettext_lazy("Received"),
    Status.FIRST_READ: gettext_lazy("Being read"),
    Status.SECOND_READ: gettext_lazy("Being read"),
    Status.ACCEPTED: gettext_lazy("To be used"),
    Status.PLACED: gettext_lazy("To be used"),
    Status.PUBLISHED: gettext_lazy("Printed"),
    Status.HELD: gettext_lazy("Kept for later"),
    Status.RETURNED: gettext_lazy("Please revise"),
    Status.DECLINED: gettext_lazy("Not used"),
    Status.WITHDRAWN: gettext_lazy("Withdrawn"),
    Status.KILLED: gettext_lazy("Not used"),
    Status.JOINED: gettext_lazy("Joined to another piece"),
}
SENTENCES = {
    Status.RECEIVED: gettext_lazy("Your piece lies on the desk. An editor reads it."),
    Status.FIRST_READ: gettext_lazy("An editor is reading your piece."),
    Status.SECOND_READ: gettext_lazy("A second editor is reading your piece."),
    Status.ACCEPTED: gettext_lazy("Your piece is accepted and waits for its page."),
    Status.PLACED: gettext_lazy("Your piece stands on a page that is being made."),
    Status.PUBLISHED: gettext_lazy("Your piece has been printed. Thank you."),
    Status.HELD: gettext_lazy("Your piece is kept; it may run in a later issue."),
    Status.RETURNED: gettext_lazy(
        "The desk asks for a change; see the remark. Change your piece here and send "
        "it back."
    ),
    Status.DECLINED: gettext_lazy("We could not use your piece this time."),
    Status.WITHDRAWN: gettext_lazy("You have taken your piece back."),
    Status.KILLED: gettext_lazy("We could not use your piece after all."),
    Status.JOINED: gettext_lazy(
        "We had this piece already and took your text as its new version. Follow it "
        "there."
    ),
}


@dataclass(frozen=True, slots=True)
class StatusStep:
    """A change that the correspondent sees."""

    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StatusView:
    """What the status page shows."""

    ref: str
    title: str
    status: str
    label: str
    sentence: str
    received_at: datetime
    steps: tuple[StatusStep, ...]
    remark: str = ""  # the desk's words when the piece was returned
    printed_in: str = ""


def piece_for_token(token: str) -> Submission | None:
    """Return the piece of a living token, by one query whatever the token is.

    None alike for a wrong token and an expired one.
    """
    found = Submission.objects.filter(
        status_token_hash=token_hash(token), status_token_until__gt=timezone.now()
    )
    found = found.select_related("publication", "current_version", "duplicate_of")
    return found.first()


def status_view(piece: Submission) -> StatusView:
    """Return the status page of a piece."""
    transitions = list(piece.transitions.all())
    status = shown_status(piece)
    remark = ""
    if status == Status.RETURNED:
        notes = [t.note for t in transitions if t.action == Action.RETURN]
        remark = notes[-1] if notes else ""
    return StatusView(
        ref=piece.ref,
        title=piece.title,
        status=status.value,
        label=str(LABELS[status]),
        sentence=_sentence(piece, status),
        received_at=piece.received_at,
        steps=_steps(piece, transitions),
        remark=remark,
        printed_in=_printed(piece),
    )


def shown_status(piece: Submission) -> Status:
    """Return the state an author sees.

    A piece that was put into one of somebody else's (short items under one head) goes
    its way with that one; she cannot follow it there herself.
    """
    target = piece.duplicate_of
    if piece.status != Status.JOINED or target is None:
        return Status(piece.status)
    if target.contact_email.casefold() == piece.contact_email.casefold():
        return Status.JOINED
    if target.status == Status.RETURNED:  # that author is asked, not this one
        return Status.FIRST_READ
    return shown_status(target)


def _sentence(piece: Submission, status: Status) -> str:
    """Return the sentence of a state; gone to press is not printed yet."""
    publication = getattr(piece, "publication", None)
    if publication is not None and publication.cover_date > timezone.localdate():
        return _("Your piece has gone to press. It runs on %(date)s.") % {
            "date": date_format(publication.cover_date)
        }
    return str(SENTENCES[status])


def _steps(piece: Submission, transitions: list) -> tuple[StatusStep, ...]:
    """Return the visible changes, oldest first; the same word never twice in a row."""
    steps = [StatusStep(str(LABELS[Status.RECEIVED]), piece.received_at)]
    shown = shown_status(piece)
    for change in transitions:
        joined = change.to_status == Status.JOINED
        label = str(LABELS[shown if joined else Status(change.to_status)])
        if label != steps[-1].label:
            steps.append(StatusStep(label, change.created_at))
    return tuple(steps)


def _printed(piece: Submission) -> str:
    publication = getattr(piece, "publication", None)
    if publication is None:
        return ""
    return _("%(issue)s (%(date)s), page %(page)d: “%(headline)s”") % {
        "issue": publication.issue_label,
        "date": date_format(publication.cover_date),
        "page": publication.page_number,
        "headline": publication.headline_as_printed,
    }
