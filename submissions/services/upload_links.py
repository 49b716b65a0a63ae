"""One-off addresses under which files are sent without signing in.

One belongs to an unsent piece (the author's own telephone beside her computer) or to a
piece that is here (the desk asks for the originals).  Its sender closes it with a
button, else its time does.  The database keeps the hash of its word.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.exceptions import Refused
from desk.models import Letter, User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.letters import write_letter_of_kind
from submissions import letter_kinds as kinds
from submissions.models import Submission, Upload, UploadLink
from submissions.services.drafts import draft_of
from submissions.services.editing import refuse_closed
from submissions.services.qr_codes import qr_svg
from submissions.services.tokens import token_hash

ASK = "photo.ask"
BYTES = 24  # 192 bits
DRAFT_LASTS = timedelta(hours=2)
DAYS, MOST_DAYS = 14, 60
MOST_WORDS = 300
KEPT = timedelta(days=30)  # after its end, to tell what was asked for


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made: its word is told now and never again."""

    link: UploadLink
    token: str
    letter: Letter | None = None

    @property
    def url(self) -> str:
        """Return the address on the configured site, never on the asked host."""
        path = reverse("submissions:phone", args=[self.token])
        return f"{settings.SITE_URL}{path}"

    @property
    def qr(self) -> str:
        """Return a picture of the address for a telephone's camera, as SVG."""
        return qr_svg(self.url)


@transaction.atomic
def link_for_draft(key: UUID) -> NewLink:
    """Make a link for the telephone of who is writing; good for two hours."""
    return _make(UploadLink(draft=draft_of(key)), lasts=DRAFT_LASTS)


@transaction.atomic
def ask_for_originals(
    *, submission: Submission, actor: User, asks_for: str, days: int = DAYS
) -> NewLink:
    """Make a link for the files that the desk misses, and write to the author.

    ``letter`` is None where no letter can go; the desk then passes the link on itself.
    """
    policy.require(actor, ASK, submission)
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    asks_for = asks_for.strip()
    _refuse(piece, asks_for, days)
    bare = UploadLink(submission=piece, asks_for=asks_for, created_by=actor)
    made = _make(bare, lasts=timedelta(days=days))
    until = timezone.localtime(made.link.expires_at)
    data = {"asks_for": asks_for, "until": until.isoformat(), "link": made.link.pk}
    record(obj=piece, verb="submission.originals_asked", actor=actor, data=data)
    return NewLink(made.link, made.token, _write(piece, made))


def open_link(token: str) -> UploadLink | None:
    """Return the link that is open; None alike for wrong, over and closed."""
    found = _open().select_related("draft", "submission")
    return found.filter(token_hash=token_hash(token)).first()


def close_link(link: UploadLink) -> None:
    """Close a link: its sender says that all is sent."""
    now = timezone.now()
    UploadLink.objects.filter(pk=link.pk, expires_at__gt=now).update(expires_at=now)


def form_of(link: UploadLink) -> UUID | None:
    """Return the form that a link's files are for; None for a piece that is here."""
    return link.draft.key if link.draft else None


def uploads_under(link: UploadLink) -> QuerySet[Upload]:
    """Return what was sent under a link, in order."""
    return Upload.objects.filter(link=link).order_by("pk")


def links_of(piece: Submission) -> QuerySet[UploadLink]:
    """Return what a piece's author was asked for, newest first, with what came."""
    found = UploadLink.objects.filter(submission=piece).select_related("created_by")
    return found.prefetch_related("uploads").order_by("-created_at", "-pk")


def sweep_links() -> int:
    """Throw away links that are long over; return how many."""
    _count, kinds_ = UploadLink.objects.filter(
        expires_at__lt=timezone.now() - KEPT
    ).delete()
    return kinds_.get(UploadLink._meta.label, 0)


def _open() -> QuerySet[UploadLink]:
    now = timezone.now()
    living = Q(draft=None) | Q(draft__expires_at__gt=now)
    return UploadLink.objects.filter(living, expires_at__gt=now)


def _make(link: UploadLink, *, lasts: timedelta) -> NewLink:
    token = secrets.token_urlsafe(BYTES)
    link.token_hash, link.expires_at = token_hash(token), timezone.now() + lasts
    link.save()
    return NewLink(link, token)


def _refuse(piece: Submission, asks_for: str, days: int) -> None:
    refuse_closed(piece)
    if not asks_for:
        raise Refused(_("Say what the author is to send."), code="empty")
    if len(asks_for) > MOST_WORDS:
        raise Refused(
            _("Say it in at most %(most)d characters.") % {"most": MOST_WORDS},
            code="too_long",
        )
    if not 1 <= days <= MOST_DAYS:
        raise Refused(
            _("A link is open for 1 to %(most)d days.") % {"most": MOST_DAYS},
            code="bad_days",
        )


def _write(piece: Submission, made: NewLink) -> Letter | None:
    if not piece.contact_email:
        return None
    with override(settings.LANGUAGE_CODE):
        until = date_format(timezone.localtime(made.link.expires_at).date())
    return write_letter_of_kind(
        kind=kinds.ORIGINALS,
        unique_key=f"originals:{piece.ref}:{made.link.pk}",
        recipient=piece.contact_email,
        words={
            "title": piece.title,
            "ref": piece.ref,
            "link": made.url,
            "until": until,
            "note": made.link.asks_for,
        },
        obj=piece,
    )
