"""How a receipt will read, with a number and a link that stand for an author's own."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from desk.letter_kinds import kind_of
from desk.services.letter_templates import wording_of
from submissions.incoming import Receipt
from submissions.letter_kinds import RECEIPT


def sample() -> tuple[str, str]:
    """Return a receipt number and a private address that are nobody's."""
    path = reverse("submissions:status", args=("x",)).replace("/x/", "/…/")
    return f"GK-{timezone.localdate().year}-0001", f"{settings.SITE_URL}{path}"


def preview(*, subject: str, body: str) -> Receipt:
    """Return the receipt as an author would get it; empty words are the house's."""
    ref, link = sample()
    filled = wording_of(kind_of(RECEIPT)).filled(
        {"ref": ref, "link": link}, subject=subject.strip(), body=body.strip()
    )
    return Receipt(subject=filled[0], body=filled[1])
