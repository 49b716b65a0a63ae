"""Editing a composed page by hand: from the edit to the drawing."""

from __future__ import annotations

from functools import cache
from typing import Any

from bench.children import in_child
from bench.registry import Reading, figure

EDITS = 1000
LIMIT = 900  # seconds
OPEN = (
    "Eight broadsheet pages of ten stories and three photographs each, open at once; "
    "every edit moves, resizes, divides or restyles a block of the next page"
)


@figure(
    "page_edit_p95_ms",
    unit="ms",
    how=f"{OPEN}: from the request to the page set, checked and drawn, without a "
    "network or a browser",
)
def page_edit() -> Reading:
    detail = f"median {_edited()['median_s'] * 1000:.0f} ms"
    return Reading(_edited()["p95_s"] * 1000, detail=detail)


@figure(
    "page_edit_growth_mb",
    unit="MB",
    how=f"{OPEN}: memory that {EDITS:,} edits added to the process after the first "
    "tenth of them",
)
def page_edit_growth() -> Reading:
    detail = f"the peak {_edited()['peak_mb']:.0f} MB"
    return Reading(_edited()["growth_mb"], detail=detail)


@cache
def _edited() -> dict[str, Any]:
    return in_child("bench.jobs.page_edits", str(EDITS), limit=LIMIT)
