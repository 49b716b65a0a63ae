"""What a submission's page in the admin shows of its place in an issue."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from desk.policy import policy
from issues.models import Placement
from issues.services.copyfitting import width_choices
from issues.services.measuring import measure, usual_grid
from press.copy.serial import from_json
from submissions.models import Submission


def measure_panel(
    submission: Submission, request: HttpRequest
) -> dict[str, Any] | None:
    """Return how long a piece runs at the measure of the issue in the making.

    While somebody edits the browser asks again; None where no grid is set up.
    """
    grid = usual_grid()
    version = submission.current_version
    if grid is None or version is None:
        return None
    return {
        "extent": measure(from_json(version.copy), grid),
        "grid": grid,
        "widths": width_choices(grid),
        "lines": grid.lines,
    }


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
