"""Time a piece of work, and say what many times came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Made = TypeVar("Made")


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """Return what the work made, and its wall time in seconds."""
    begin = time.perf_counter()
    made = work()
    return made, time.perf_counter() - begin


def times(work: Callable[[], object], *, count: int, warm: int = 0) -> list[float]:
    """Return the wall times in seconds of so many runs, after ``warm`` untimed ones."""
    for _run in range(warm):
        work()
    return [timed(work)[1] for _run in range(count)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values does not exceed (nearest rank)."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    rank = max(1, -(-len(values) * round(share * 1000) // 1000))
    return sorted(values)[rank - 1]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)
