"""Renditions of photographs, beside plain Pillow."""

from __future__ import annotations

from functools import cache
from typing import Any

from bench.children import in_child
from bench.photographs import photographs
from bench.registry import Reading, figure

HOW = (
    "Three 24-megapixel JPEGs to 1600 and 320 pixels, each way in a process of its own"
)
PEER = "Pillow that decodes whole for each size"


@figure(
    "renditions_cpu_vs_pillow",
    unit="CPU s a photograph",
    how=HOW,
    peer=PEER,
)
def renditions_cpu() -> Reading:
    return _beside("cpu_s", share=1 / len(photographs()))


@figure("renditions_rss_vs_pillow", unit="MB at most", how=HOW, peer=PEER)
def renditions_rss() -> Reading:
    return _beside("peak_mb")


def _beside(what: str, *, share: float = 1) -> Reading:
    ours, plain = _way("ours")[what], _way("pillow")[what]
    handbook = ours / _way("pillow_draft")[what]
    detail = f"{handbook:.2f} × Pillow's own thumbnail of a draft"
    return Reading(ours * share, ours / plain, detail)


@cache
def _way(way: str) -> dict[str, Any]:
    paths = [str(path) for path in photographs()]
    return in_child("bench.jobs.renditions", way, *paths)
