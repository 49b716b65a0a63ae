"""Places on a piece's page that higher apps fill when they start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from submissions.models import Submission

Fill = Callable[[Submission, HttpRequest], "dict[str, Any] | None"]

_panels: dict[str, tuple[Fill, str]] = {}


def register_panel(name: str, fill: Fill, template: str) -> None:
    """Name a panel; ``fill`` returns its context, or None to leave it out."""
    _panels[name] = (fill, template)


def panels_for(submission: Submission, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the panels of a piece, each with the template that shows it."""
    found = []
    for fill, template in _panels.values():
        context = fill(submission, request)
        if context is not None:
            found.append({**context, "template": template})
    return found
