"""Small words for the desk's screens."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.job_words import KIND_WORDS

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


@register.filter
def moment(at: datetime | None) -> str:
    """Return day and time as the desk says them; the year only when it is another."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    this_year = local.year == timezone.localtime().year
    return date_format(local, _("M j, H:i") if this_year else _("M j, Y, H:i"))


@register.filter
def work(kind: str) -> str:
    """Return what a kind of job is called."""
    return str(KIND_WORDS.get(kind, kind))


@register.filter
def day(on: date | None) -> str:
    """Return a day with its year."""
    return date_format(on, _("F j, Y")) if on else ""
