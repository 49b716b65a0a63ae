"""Places on a piece's page that higher apps fill when they start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from submissions.models import Submission

Fill = Callable[[Submission, HttpRequest], "dict[str, Any] | None"]

_panels: dict[str, tuple[int, Fill, str]] = {}
USUAL = 50


def register_panel(name: str, fill: Fill, template: str, place: int = USUAL) -> None:
    """Name a panel; ``fill`` returns its context, or None to leave it out.

    ``place`` is its place in an editor's order of work, from the top.
    """
    _panels[name] = (place, fill, template)


def panels_for(submission: Submission, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the panels of a piece, each with the template that shows it."""
    found = []
    in_order = sorted(_panels.values(), key=lambda panel: panel[0])
    for _place, fill, template in in_order:
        context = fill(submission, request)
        if context is not None:
            found.append({**context, "template": template})
    return found
