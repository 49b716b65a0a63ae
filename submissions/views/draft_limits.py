"""How much one address may have kept of what it has not sent."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions.views.limits import spend


def refuse_floods(request: HttpRequest, *, new: bool) -> None:
    """Count a saving, and a piece begun, against the hour's limits of an address."""
    most = settings.FORM_DRAFT_SAVES_PER_HOUR
    fits = spend(request, what="drafts", amount=1, most=most)
    if fits and new:
        most = settings.FORM_DRAFTS_PER_HOUR
        fits = spend(request, what="new drafts", amount=1, most=most)
    if not fits:
        raise Refused(
            _("Too much is being saved from your address; it stays in this browser."),
            code="too_often",
        )
