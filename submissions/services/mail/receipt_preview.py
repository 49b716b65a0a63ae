"""How a receipt will read, with a number and a link that stand for an author's own."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from submissions.incoming import Receipt
from submissions.services.notices import house_words


def sample() -> tuple[str, str]:
    """Return a receipt number and a private address that are nobody's."""
    path = reverse("submissions:status", args=("x",)).replace("/x/", "/…/")
    return f"GK-{timezone.localdate().year}-0001", f"{settings.SITE_URL}{path}"


def preview(*, subject: str, body: str) -> Receipt:
    """Return the receipt as an author would get it; empty words are the house's."""
    house, (ref, link) = house_words(), sample()
    words = (subject.strip() or house.subject, body.strip() or house.body)
    filled = [each.replace("{ref}", ref).replace("{link}", link) for each in words]
    return Receipt(subject=filled[0], body=filled[1])
