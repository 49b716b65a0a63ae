"""Copies of photographs for screen and press, beside Pillow and libvips."""

from __future__ import annotations

from functools import cache
from statistics import median

from bench.children import in_child
from bench.photographs import photographs
from bench.registry import Reading, figure

ROUNDS = 3
HOW = (
    "Three 24-megapixel JPEGs of 8 MB to 1600, 800 and 320 pixels, each way in a "
    f"process of its own, median of {ROUNDS} rounds"
)
PRINT_HOW = (
    "The same JPEGs to CMYK TIFF, 30 cm wide at 300 ppi, house profile, ink limit "
    f"held, each way in a process of its own, median of {ROUNDS} rounds"
)
PEER = "Pillow that decodes whole for each size"
WAYS = ("ours", "boxed", "pillow", "pillow_draft", "vips", "print_ours", "print_vips")


@figure("renditions_cpu_vs_pillow", unit="CPU s a photograph", how=HOW, peer=PEER)
def renditions_cpu() -> Reading:
    each = 1000 / len(photographs())
    box = (_taken("boxed", "seconds") - _taken("ours", "seconds")) * each
    beside = _beside("ours", "pillow_draft", "cpu_s")
    detail = (
        f"{_beside('ours', 'vips', 'cpu_s'):.2f} × libvips, "
        f"{beside:.2f} × Pillow's own thumbnail of a draft; "
        f"the box adds {max(box, 0):.0f} ms on the wall"
    )
    cpu = _taken("ours", "cpu_s") / len(photographs())
    return Reading(cpu, _beside("ours", "pillow", "cpu_s"), detail)


@figure("renditions_rss_vs_pillow", unit="MB at most", how=HOW, peer=PEER)
def renditions_rss() -> Reading:
    detail = f"{_beside('ours', 'vips', 'peak_mb'):.2f} × libvips"
    ratio = _beside("ours", "pillow", "peak_mb")
    return Reading(_taken("ours", "peak_mb"), ratio, detail)


@figure("print_cpu_vs_pyvips", unit="CPU s a photograph", how=PRINT_HOW, peer="pyvips")
def print_cpu() -> Reading:
    detail = f"peak {_beside('print_ours', 'print_vips', 'peak_mb'):.2f} × pyvips"
    cpu = _taken("print_ours", "cpu_s") / len(photographs())
    return Reading(cpu, _beside("print_ours", "print_vips", "cpu_s"), detail)


def _beside(ours: str, theirs: str, what: str) -> float:
    return _taken(ours, what) / _taken(theirs, what)


def _taken(way: str, what: str) -> float:
    return median(round_[way][what] for round_ in _rounds())


@cache
def _rounds() -> tuple[dict[str, dict[str, float]], ...]:
    """Run every way once a round, so that a busy minute meets all of them."""
    paths = [str(path) for path in photographs()]
    return tuple(
        {way: in_child("bench.jobs.renditions", way, *paths) for way in WAYS}
        for _ in range(ROUNDS)
    )
