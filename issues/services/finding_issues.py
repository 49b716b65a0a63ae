"""Find an issue by what people call it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from issues.models import Issue

NUMBERED = re.compile(r"(\d{4})(?:-|年第)(\d{1,3})期?")


def find_issue(name: str) -> Issue:
    """Return the issue called ``2026-01``, ``2026年第1期`` or by its id."""
    numbered = NUMBERED.fullmatch(name)
    if numbered:
        year, number = numbered.groups()
        issues = Issue.objects.filter(year=int(year), number=int(number))
    elif name.isascii() and name.isdigit():
        issues = Issue.objects.filter(pk=int(name))
    else:
        issues = Issue.objects.none()
    found = list(issues[:2])
    if len(found) != 1:
        raise Refused(
            _("There is no single issue called %(name)s; give its id.")
            % {"name": name},
            code="issue_unknown",
        )
    return found[0]
