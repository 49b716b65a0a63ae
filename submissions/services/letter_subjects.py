"""What the desk's letters say of pieces: their number, their page, a sample."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.letter_kinds import LetterKind
from desk.letter_subjects import Subject, register_sample, register_subject
from submissions.models import Publication, Submission
from submissions.services.print_notices import issue_words, page_words


def find_pieces(ids: Collection[str]) -> dict[str, Subject]:
    """Return number and page of pieces."""
    known = [int(pk) for pk in ids if pk.isdecimal()]
    rows = Submission.objects.filter(pk__in=known).values_list("pk", "ref")
    return {
        str(pk): Subject(
            name=ref, address=reverse("admin:submissions_submission_change", args=(pk,))
        )
        for pk, ref in rows
    }


def sample(_kind: LetterKind) -> dict[str, str]:
    """Return words of the piece that came last; its link is nobody's."""
    today = timezone.localdate()
    piece = Submission.objects.only("ref", "headline", "working_title").first()
    printed = Publication(
        supplement=_("Our supplement"),
        issue_label=f"{today.year}年第1期",
        page_number=2,
    )
    path = reverse("submissions:status", args=("x",)).replace("/x/", "/…/")
    return {
        "title": piece.title if piece else _("Headline of the piece"),
        "ref": piece.ref if piece else f"GK-{today.year}-0001",
        "link": f"{settings.SITE_URL}{path}",
        "note": _("The desk's remark stands here, as it was typed."),
        "until": date_format(today + timedelta(days=7)),
        "date": date_format(today),
        "issue": issue_words(printed),
        "page": page_words(printed),
        "files": "“IMG_0001.jpg”",
        "name": "IMG_0001.jpg",
        "code": "123456",
        "minutes": "15",
    }


def register_subjects() -> None:
    """Name the pieces to the desk."""
    register_subject(Submission._meta.label_lower, find_pieces)
    register_sample(sample)
