"""Making pages up: how long it takes, how full and how exact they get."""

from __future__ import annotations

from bench.made_pages import (
    BODY_SHARE,
    PAGES,
    SMALL_PAGES,
    MadePage,
    first_drafts,
    small_first_drafts,
    three_drafts,
)
from bench.registry import Reading, figure
from bench.timing import median

SET = f"{PAGES} broadsheet pages of ten stories and three photographs each"
BOTH = (
    f"{PAGES} broadsheet and {SMALL_PAGES} tabloid pages, their body text "
    f"{BODY_SHARE:.0%} of the characters that the type area holds"
)


@figure(
    "page_first_draft_ms",
    unit="ms",
    how=f"Median over {SET}: from new copy to one made-up page, fonts loaded",
)
def page_first_draft() -> Reading:
    return _times([page.seconds for page in first_drafts()])


@figure(
    "page_three_drafts_ms",
    unit="ms",
    how=f"Median over {SET}: from copy to three different pages",
    peer="the first draft alone",
)
def page_three_drafts() -> Reading:
    reading = _times([page.seconds for page in three_drafts()])
    first = median([page.seconds for page in first_drafts()])
    return Reading(reading.value, reading.value / 1000 / first, reading.detail)


@figure(
    "page_fill_pct",
    unit="%",
    how=f"Mean over the first drafts of {BOTH}: 1 − unplanned white ÷ type area",
)
def page_fill() -> Reading:
    fills = [page.layout.fill * 100 for page in _both()]
    return Reading(sum(fills) / len(fills), detail=f"the worst {min(fills):.1f} %")


@figure(
    "page_overset_lines",
    unit="lines",
    how=f"Sum over the first drafts of {BOTH}: lines of body without room",
)
def page_overset() -> Reading:
    return Reading(sum(page.layout.overset_lines for page in _both()))


@figure(
    "issue8_drafts_s",
    unit="s",
    how=f"An issue of {SET}: three drafts of each, one page after the other in one "
    "process",
)
def issue8_drafts() -> Reading:
    return Reading(sum(page.seconds for page in three_drafts()))


def _both() -> tuple[MadePage, ...]:
    return first_drafts() + small_first_drafts()


def _times(seconds: list[float]) -> Reading:
    slowest = f"the slowest {max(seconds) * 1000:.0f} ms"
    return Reading(median(seconds) * 1000, detail=slowest)
