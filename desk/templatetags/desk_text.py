"""Small words for the desk's screens."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

register = template.Library()

SOON = timedelta(hours=24)


@register.filter
def urgency(deadline: datetime | None) -> str:
    """Return the class of a deadline: ``gk-late``, ``gk-soon`` or nothing."""
    if deadline is None:
        return ""
    left = deadline - timezone.now()
    if left < timedelta(0):
        return "gk-late"
    return "gk-soon" if left < SOON else ""
