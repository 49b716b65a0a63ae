"""What became of a piece; told by ``issues`` when an issue goes to press."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from desk.services.ledger import record
from submissions.enums import Status
from submissions.models import Publication, Submission

PAPER_IS_OUT = time(8, 0)  # local time on the cover date
FOLDER = "page-pictures"
MARK_CHARACTERS = 16


def record_publication(
    *,
    submission: Submission,
    issue_label: str,
    cover_date: date,
    page_number: int,
    headline: str,
    copy_hash: str,
    supplement: str = "",
    page_label: str = "",
    byline: str = "",
) -> Publication:
    """Record where a piece was printed and in which words; the same again is one."""
    publication, _created = Publication.objects.update_or_create(
        submission=submission,
        defaults={
            "supplement": supplement,
            "issue_label": issue_label,
            "cover_date": cover_date,
            "page_number": page_number,
            "page_label": page_label,
            "headline_as_printed": headline[:200],
            "byline_as_printed": byline[:300],
            "copy_hash": copy_hash,
            "published_at": timezone.now(),
        },
    )
    return publication


def withdraw_publications(pieces: Iterable[Submission]) -> None:
    """Forget where pieces were to be printed: their issue was reopened before print.

    The pieces that were to be printed within them are forgotten, too.
    """
    keys = [piece.pk for piece in pieces]
    within = Q(submission__duplicate_of__in=keys, submission__status=Status.JOINED)
    rows = Publication.objects.filter(Q(submission__in=keys) | within)
    for row in rows.select_related("submission"):
        data = {"issue": row.issue_label, "page": row.page_number}
        record(obj=row.submission, verb="submission.print_withdrawn", data=data)
        row.delete()


def printed_with(submission: Submission) -> QuerySet[Submission]:
    """Return the pieces of other authors that are printed within this one.

    Short items under one head, and the same story that two people sent: each author is
    told.
    """
    joined = Submission.objects.filter(
        duplicate_of=submission, status=Status.JOINED
    ).exclude(contact_email="")
    return joined.exclude(contact_email__iexact=submission.contact_email or "-")


def out_at(cover_date: date) -> datetime:
    """Return when the paper of a day is in people's hands."""
    return timezone.make_aware(datetime.combine(cover_date, PAPER_IS_OUT))


def is_out(publication: Publication) -> bool:
    """Tell whether the paper that a piece is in can be read by everybody."""
    return out_at(publication.cover_date) <= timezone.now()


def picture_name(ref: str, mark: str) -> str:
    """Return the name of the picture of a piece on a page that is marked so."""
    return f"{FOLDER}/{ref}-{mark[:MARK_CHARACTERS]}.jpg"


def keep_page_picture(*, publication: Publication, mark: str, jpeg: bytes) -> None:
    """Keep the picture of the printed page, the piece marked on it.

    ``mark`` is the hash of the frozen page.  The page's own preview is not used: it may
    be drawn anew or dropped.
    """
    name = _stored(picture_name(publication.submission.ref, mark), jpeg)
    before = publication.page_picture.name or ""
    if before == name:
        return
    with transaction.atomic():
        publication.page_picture.name = name
        publication.save(update_fields=["page_picture"])
        record(
            obj=publication.submission,
            verb="submission.page_pictured",
            data={"picture": name, "page": mark},
        )
        if before.startswith(f"{FOLDER}/"):
            gone = partial(default_storage.delete, before)
            transaction.on_commit(gone, robust=True)


def page_picture_of(submission: Submission) -> Publication | None:
    """Return the record with the picture of the page that a piece's author may see.

    None before the paper is out, and while the picture is not drawn.
    """
    publication: Publication | None = getattr(submission, "publication", None)
    if publication is None or not has_picture(publication):
        return None
    return publication if is_out(publication) else None


def has_picture(publication: Publication) -> bool:
    """Tell whether a record has a picture of its own, not a page's preview."""
    return str(publication.page_picture.name or "").startswith(f"{FOLDER}/")


def _stored(name: str, data: bytes) -> str:
    """Put a file into the storage; what a killed worker left half written goes."""
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as file:
            if file.read() == data:
                return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))
