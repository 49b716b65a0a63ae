"""What the make-up room shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from desk.policy import policy
from issues.enums import PageStatus, PlacementRole
from issues.models import Page, Placement
from submissions.models import Submission

READY_SHOWN = 60


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story of the page with its copyfit; shares are of the room given, per cent."""

    placement: Placement
    needed: int | None
    given: int | None
    over: int
    chars_over: int
    chars_under: int

    @property
    def share(self) -> int:
        """Return lines needed as a share of lines given, at most 100."""
        if not self.given:
            return 0
        return min(100, round(100 * (self.needed or 0) / self.given))


def _rows(page: Page) -> list[StoryRow]:
    fits = {fit["ref"]: fit for fit in page.fits}
    placements = page.placements.select_related("submission__section").order_by("slot")
    rows = []
    for placement in placements:
        fit = fits.get(placement.submission.ref, {})
        needed, given = fit.get("lines_needed"), fit.get("lines_given")
        rows.append(
            StoryRow(
                placement=placement,
                needed=needed,
                given=given,
                over=max(0, (needed or 0) - (given or 0)),
                chars_over=fit.get("chars_over", 0),
                chars_under=fit.get("chars_under", 0),
            )
        )
    return rows


def page_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return the template context of the make-up room."""
    ready = Submission.objects.ready_to_place().select_related("section").by_deadline()
    sign_off = page.sign_offs.filter(void_at__isnull=True).select_related("signed_by")
    signed = page.status == PageStatus.SIGNED
    return {
        "page": page,
        "issue": page.issue,
        "rows": _rows(page),
        "ready": list(ready[:READY_SHOWN]),
        "roles": PlacementRole.choices,
        "fill_percent": None if page.fill is None else round(page.fill * 100, 1),
        "sign_off": sign_off.first(),
        "is_signed": signed,
        "may_place": policy.may(request.user, "page.place", page) and not signed,
        "may_make_up": policy.may(request.user, "page.make_up", page) and not signed,
        "may_sign": policy.may(request.user, "page.sign", page),
        "drafts": (1, 2, 3),
    }
