"""What a submission's page in the admin shows of its place in an issue."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from desk.policy import policy
from issues.models import Placement
from submissions.models import Submission


def placement_panel(
    submission: Submission, request: HttpRequest
) -> dict[str, Any] | None:
    """Return page, slot and copyfit of a placed piece; None when it is not placed."""
    if not policy.may(request.user, "issue.view"):
        return None
    found = Placement.objects.filter(submission=submission).defer("page__layout")
    placement = found.select_related("page__issue").first()
    if placement is None:
        return None
    fits = {fit["ref"]: fit for fit in placement.page.fits}
    set_as = {story["ref"]: story for story in placement.page.set_stories}
    version = submission.current_version
    return {
        "placement": placement,
        "page": placement.page,
        "issue": placement.page.issue,
        "fit": fits.get(submission.ref),
        "is_current": version is not None
        and set_as.get(submission.ref, {}).get("copy_hash") == version.copy_hash,
    }
