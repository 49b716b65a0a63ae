"""What became of a piece; told by ``issues`` when an issue goes to press."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.models import Letter
from desk.services.letters import Enclosure, write_letter_of_kind
from submissions.letter_kinds import PUBLISHED
from submissions.models import Publication, Submission
from submissions.services.notices import piece_words


def record_publication(
    *,
    submission: Submission,
    issue_label: str,
    cover_date: date,
    page_number: int,
    headline: str,
    copy_hash: str,
) -> Publication:
    """Record where a piece was printed and in which words; the same again is one."""
    publication, _created = Publication.objects.update_or_create(
        submission=submission,
        defaults={
            "issue_label": issue_label,
            "cover_date": cover_date,
            "page_number": page_number,
            "headline_as_printed": headline,
            "copy_hash": copy_hash,
            "published_at": timezone.now(),
        },
    )
    return publication


def keep_page_picture(*, publication: Publication, jpeg: bytes) -> None:
    """Keep the picture of the printed page, the piece marked on it; once per content.

    The page's own preview is not used: it may be drawn anew or dropped.
    """
    digest = hashlib.sha256(jpeg).hexdigest()
    ref = publication.submission.ref
    name = f"page-pictures/{ref}-{digest[:16]}.jpg"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(jpeg))
    if publication.page_picture.name != name:
        publication.page_picture.name = name
        publication.save(update_fields=["page_picture"])


def write_print_notice(
    *, publication: Publication, due_at: datetime | None = None
) -> Letter | None:
    """Write the author the notice of print with the page's picture; once a piece."""
    piece = publication.submission
    if not piece.contact_email:
        return None
    with override(settings.LANGUAGE_CODE):
        words = {
            **piece_words(piece),
            "title": publication.headline_as_printed or piece.title,
            "issue": publication.issue_label,
            "page": _("page %(number)d") % {"number": publication.page_number},
            "date": date_format(publication.cover_date),
        }
    return write_letter_of_kind(
        kind=PUBLISHED,
        unique_key=f"published:{piece.ref}",
        recipient=piece.contact_email,
        words=words,
        obj=piece,
        enclosures=_proof(publication),
        due_at=due_at,
    )


def _proof(publication: Publication) -> tuple[Enclosure, ...]:
    if not publication.page_picture:
        return ()
    with publication.page_picture.open("rb") as file:
        data = file.read()
    name = f"{publication.submission.ref}-{publication.page_number:02d}.jpg"
    return (Enclosure(name=name, content_type="image/jpeg", data=data),)
