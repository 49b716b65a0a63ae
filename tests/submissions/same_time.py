"""What a stranger could learn from a clock: whether two wrong links cost the same work.

Each process that tests run in has a neighbour that takes its processor away, so the
time on the wall is noise. The processor's own time is not, when both links are asked in
turn and the cheapest answer of each is held against the other's.
"""

import time
from collections.abc import Callable

ROUNDS = 40


def cheapest(ask: Callable[[str], object], *paths: str) -> list[float]:
    """Return the least processor time in seconds that each path takes to answer."""
    times: list[list[float]] = [[] for _ in paths]
    for _ in range(ROUNDS):
        for column, path in zip(times, paths, strict=True):
            begun = time.thread_time()
            ask(path)
            column.append(time.thread_time() - begun)
    return [min(column) for column in times]


def assert_same_time(ask: Callable[[str], object], one: str, other: str) -> None:
    """Fail when one path's answer takes a quarter more work than the other's."""
    least, most = sorted(cheapest(ask, one, other))
    assert most < 1.25 * least, (one, other, least, most)
