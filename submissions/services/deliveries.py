"""Under which key a form delivers its piece: the same form twice is one piece."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from submissions.models import Submission


def delivery_key(form_key: UUID) -> str:
    """Name a delivery of a form."""
    return f"form:{form_key.hex}"


def arrived(form_key: UUID) -> Submission | None:
    """Return the piece that a form has become already."""
    return _become(form_key).first()


def has_arrived(form_key: UUID) -> bool:
    """Tell whether the piece of a form is here."""
    return _become(form_key).exists()


def _become(form_key: UUID) -> QuerySet[Submission]:
    return Submission.objects.filter(incoming__key=delivery_key(form_key))
