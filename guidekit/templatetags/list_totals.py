"""How many of a thing a list of the desk holds, as one says it of that thing."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import ngettext_lazy

register = template.Library()

TOTALS = {
    "submissions.submission": ngettext_lazy(
        "%(number)d piece in all", "%(number)d pieces in all", "number"
    ),
    "submissions.mailmessage": ngettext_lazy(
        "%(number)d mail in all", "%(number)d mails in all", "number"
    ),
    "submissions.correspondent": ngettext_lazy(
        "%(number)d correspondent in all", "%(number)d correspondents in all", "number"
    ),
    "submissions.unit": ngettext_lazy(
        "%(number)d unit in all", "%(number)d units in all", "number"
    ),
    "desk.letter": ngettext_lazy(
        "%(number)d letter in all", "%(number)d letters in all", "number"
    ),
    "issues.issue": ngettext_lazy(
        "%(number)d issue in all", "%(number)d issues in all", "number"
    ),
    "issues.page": ngettext_lazy(
        "%(number)d page in all", "%(number)d pages in all", "number"
    ),
}
OTHER = ngettext_lazy("%(number)d row in all", "%(number)d rows in all", "number")


@register.simple_tag
def list_total(options: Any, number: int) -> str:
    """Return the total under a list of a model's rows."""
    return str(TOTALS.get(options.label_lower, OTHER) % {"number": number})
