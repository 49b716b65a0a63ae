"""What letters and ledger say of pieces and people: name, page, a sample."""

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
from submissions.models import Correspondent, MailMessage, Publication, Submission
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


def find_people(ids: Collection[str]) -> dict[str, Subject]:
    """Return name and page of correspondents."""
    known = [int(pk) for pk in ids if pk.isdecimal()]
    rows = Correspondent.objects.filter(pk__in=known).values_list("pk", "name")
    return {
        str(pk): Subject(
            name=name,
            address=reverse("admin:submissions_correspondent_change", args=(pk,)),
        )
        for pk, name in rows
    }


def find_mails(ids: Collection[str]) -> dict[str, Subject]:
    """Return sender and page of mails."""
    known = [int(pk) for pk in ids if pk.isdecimal()]
    rows = MailMessage.objects.filter(pk__in=known)
    return {
        str(pk): Subject(
            name=name or address,
            address=reverse("admin:submissions_mailmessage_change", args=(pk,)),
        )
        for pk, name, address in rows.values_list("pk", "sender_name", "sender_address")
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
    """Name pieces, people and mails to the desk."""
    register_subject(Submission._meta.label_lower, find_pieces)
    register_subject(Correspondent._meta.label_lower, find_people)
    register_subject(MailMessage._meta.label_lower, find_mails)
    register_sample(sample)
