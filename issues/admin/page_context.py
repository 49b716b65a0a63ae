"""What the make-up room shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from desk.policy import policy
from issues.admin.late_edits import late_edits
from issues.admin.proof_context import page_proofing
from issues.enums import PageStatus, PlacementRole
from issues.models import Page, PageDraft, Placement
from issues.services.finding_words import finding_sentence, worth_of
from issues.services.freshness import changed_stories
from issues.services.giving import FULL
from submissions.services.reach import pieces_for

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


def _drafts(page: Page) -> list[PageDraft]:
    """Return the drafts of the last make-up, each with its fill in per cent."""
    drafts = list(page.drafts.defer("layout").order_by("number"))
    for draft in drafts:
        draft.percent = _percent(draft.fill)  # type: ignore[attr-defined]
        draft.worth = worth_of(draft.findings, draft.fill)  # type: ignore[attr-defined]
    return drafts


def _percent(fill: float | None) -> float | None:
    return None if fill is None else round(fill * 100, 1)


def page_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return the template context of the make-up room."""
    ready = pieces_for(request.user).ready_to_place().by_deadline()
    sign_off = page.sign_offs.filter(void_at__isnull=True).select_related("signed_by")
    signed = page.status == PageStatus.SIGNED
    rows = _rows(page)
    changed = changed_stories(page)
    hard = any(finding["hard"] for finding in page.findings)
    return {
        "page": page,
        "issue": page.issue,
        "rows": rows,
        "ready": list(ready[:READY_SHOWN]),
        "roles": PlacementRole.choices,
        "fill_percent": _percent(page.fill),
        "drafts": _drafts(page),
        "changed": changed,
        "findings": _findings(page),
        "worth": worth_of(page.findings, page.fill) if page.fill is not None else None,
        "hard_findings": hard,
        "unfit": bool(changed or hard or page.overset_lines),
        "wants_advice": _wants_advice(request, page, is_stale=bool(changed)),
        "is_signed": signed,
        "may_place": policy.may(request.user, "page.place", page) and not signed,
        "may_make_up": policy.may(request.user, "page.make_up", page) and not signed,
        **_signing(request, page, rows, signed=signed),
        "sign_off": sign_off.first(),
        **page_proofing(request, page),
    }


def _wants_advice(request: HttpRequest, page: Page, *, is_stale: bool) -> bool:
    """Tell whether a page is over- or underset and somebody is there to mend it."""
    if page.status != PageStatus.MADE_UP or is_stale:
        return False
    off = page.overset_lines > 0 or (page.fill or 0) < FULL
    return off and policy.may(request.user, "page.make_up", page)


def _findings(page: Page) -> list[tuple[str, bool]]:
    """Return each finding's sentence once, with whether it forbids the page."""
    found = ((finding_sentence(item), item["hard"]) for item in page.findings)
    return list(dict.fromkeys(found))


def _signing(
    request: HttpRequest, page: Page, rows: list[StoryRow], *, signed: bool
) -> dict[str, Any]:
    """Return what the one who signs must know before."""
    pieces = [row.placement.submission for row in rows]
    return {
        "may_sign_duty": policy.may(request.user, "page.sign"),
        # A reader may withdraw what she may not sign.
        "sign_refusal": None
        if signed
        else policy.refusal(request.user, "page.sign", page),
        "late_edits": late_edits(pieces),
    }
