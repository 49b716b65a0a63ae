"""What an author has sent: found by her proved e-mail, by whatever way it came."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear, Lower
from django.utils.translation import pgettext_lazy

from press.imaging.renditions import RenditionKind, make_renditions
from submissions.enums import Status
from submissions.models import Publication, Submission
from submissions.services.codes import plain_email
from submissions.services.status import shown_status

THUMBNAIL_KEPT = 30 * 24 * 3600  # seconds

# The words an author filters by, and the states behind each.
GROUPS = {
    "received": (pgettext_lazy("state in a list", "Received"), (Status.RECEIVED,)),
    "reading": (
        pgettext_lazy("state in a list", "Being read"),
        (Status.FIRST_READ, Status.SECOND_READ),
    ),
    "to-use": (
        pgettext_lazy("state in a list", "To be used"),
        (Status.ACCEPTED, Status.PLACED),
    ),
    "kept": (pgettext_lazy("state in a list", "Kept for later"), (Status.HELD,)),
    "revise": (pgettext_lazy("state in a list", "Please revise"), (Status.RETURNED,)),
    "printed": (pgettext_lazy("state in a list", "Printed"), (Status.PUBLISHED,)),
    "not-used": (
        pgettext_lazy("state in a list", "Not used"),
        (Status.DECLINED, Status.KILLED),
    ),
    "withdrawn": (pgettext_lazy("state in a list", "Withdrawn"), (Status.WITHDRAWN,)),
    "joined": (
        pgettext_lazy("state in a list", "Joined to another piece"),
        (Status.JOINED,),
    ),
}
WORDS = {state: words for words, states in GROUPS.values() for state in states}
# What a row of the list shows; no words, no telephone number is fetched or decrypted.
COLUMNS = (
    *("ref", "headline", "working_title", "status", "received_at", "kind"),
    *("contact_email", "duplicate_of__status", "duplicate_of__contact_email"),
    *("publication__issue_label", "publication__cover_date"),
    *("publication__page_number", "publication__headline_as_printed"),
    "publication__page_picture",
)


@dataclass(frozen=True, slots=True)
class Year:
    """How many pieces of a year were sent and used, and how long their bars are."""

    year: int
    sent: int
    used: int
    sent_share: int  # of the fullest year, in per cent
    used_share: int


def short_label(piece: Submission) -> str:
    """Return the one word a list shows for a piece's state."""
    return str(WORDS[shown_status(piece)])


def pieces_of(email: str) -> QuerySet[Submission]:
    """Return every piece that came with this e-mail, newest first."""
    email = plain_email(email)
    if not email:
        return Submission.objects.none()
    found = Submission.objects.alias(plain_email=Lower("contact_email"))
    return found.filter(plain_email=email).order_by("-received_at", "-id")


def listed(
    email: str, *, group: str = "", year: int | None = None
) -> QuerySet[Submission]:
    """Return her pieces as a list shows them, filtered."""
    found = pieces_of(email).select_related("publication", "duplicate_of")
    found = found.only(*COLUMNS)
    if group in GROUPS:
        found = found.filter(status__in=GROUPS[group][1])
    if year is not None:
        found = found.filter(received_at__year=year)
    return found


def piece_of(email: str, ref: str) -> Submission | None:
    """Return a piece of hers; None alike for another's and for none at all."""
    found = pieces_of(email).select_related("publication", "current_version")
    return found.filter(ref=ref).first()


def years_of(email: str) -> tuple[Year, ...]:
    """Return what she sent and what was used, newest year first."""
    rows = list(
        pieces_of(email)
        .order_by()
        .annotate(of_year=ExtractYear("received_at"))
        .values("of_year")
        .annotate(sent=Count("pk"), used=Count("publication"))
        .order_by("-of_year")
    )
    most = max((row["sent"] for row in rows), default=1)
    return tuple(
        Year(
            row["of_year"],
            row["sent"],
            row["used"],
            round(100 * row["sent"] / most),
            round(100 * row["used"] / most),
        )
        for row in rows
    )


def page_picture(publication: Publication) -> bytes:
    """Return the picture of the page a piece ran on."""
    with publication.page_picture.open("rb") as file:
        data: bytes = file.read()
    return data


def page_thumbnail(publication: Publication) -> bytes:
    """Return the small picture of a page; made once, then kept.

    The page is drawn by ourselves and is no file from outside; its decoder runs in the
    picture box all the same, so that nothing is decoded in the web process.
    """
    name = publication.page_picture.name
    key = f"page-thumbnail:{name}"
    known: bytes | None = cache.get(key)
    if known is None:
        picture = page_picture(publication)
        (made,) = make_renditions(picture, kinds=(RenditionKind.THUMBNAIL,))
        known = made.jpeg
        cache.set(key, known, THUMBNAIL_KEPT)
    return known
