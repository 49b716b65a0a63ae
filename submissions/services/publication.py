"""What became of a piece; told by ``issues`` when an issue goes to press."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from submissions.models import Publication, Submission


def record_publication(
    *,
    submission: Submission,
    issue_label: str,
    cover_date: date,
    page_number: int,
    headline: str,
    copy_hash: str,
    page_picture: str = "",
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
            "page_picture": page_picture,
            "published_at": timezone.now(),
        },
    )
    return publication
