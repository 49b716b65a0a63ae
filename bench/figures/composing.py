"""Composing made-up pages into PDF."""

from __future__ import annotations

from bench.found_lines import count_lines
from bench.made_pages import first_drafts, small_first_drafts
from bench.registry import Reading, figure
from bench.timing import median, times
from press.composing.model import Encoding, PressPicture
from press.composing.pdf import compose_pdf
from press.imaging.profile import default_profile
from press.makeup.model import PageLayout

RUNS = 10
GREY = b"\xff\xd8\xff\xd9"  # the composer passes samples on as they are


@figure(
    "lines_promised_vs_set_pct",
    unit="%",
    how="Lines of the made-up pages that PDFium finds in the composed PDF, "
    "character by character, each on its own baseline and in its own column",
)
def lines_promised_vs_set() -> Reading:
    counts = [
        count_lines(page.layout, _compose(page.layout))
        for page in first_drafts() + small_first_drafts()
    ]
    promised, found = (sum(column) for column in zip(*counts, strict=True))
    detail = f"{found:,} of {promised:,} lines"
    return Reading(100 * found / promised, detail=detail)


@figure(
    "compose_warm_ms",
    unit="ms",
    how=f"Median of {RUNS} runs: one broadsheet page to PDF/X-4, fonts loaded",
)
def compose_warm() -> Reading:
    layout = first_drafts()[0].layout
    return Reading(median(times(lambda: _compose(layout), count=RUNS, warm=2)) * 1000)


def _compose(layout: PageLayout) -> bytes:
    pictures = {
        frame.picture: PressPicture(frame.picture, 1, 1, GREY, Encoding.DCT)
        for frame in layout.pictures
    }
    return compose_pdf([layout], pictures, profile=default_profile(), title="园区导刊")
