"""What many times came to."""

import pytest

from bench.timing import median, percentile, times


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        (range(1, 101), 0.95, 95),
        (range(1, 41), 0.95, 38),
        ([3, 1, 2], 0.5, 2),
        ([4, 3, 2, 1], 0.5, 2),
        ([7], 0.95, 7),
        ([1, 2], 1, 2),
    ],
)
def test_percentile_by_nearest_rank(values, share, found):
    assert percentile(values, share) == found


def test_nothing_has_no_median():
    with pytest.raises(ValueError, match="nothing"):
        median([])


def test_times_leaves_the_warm_runs_out():
    runs = []

    measured = times(lambda: runs.append(1), count=3, warm=2)

    assert (len(runs), len(measured)) == (5, 3)
