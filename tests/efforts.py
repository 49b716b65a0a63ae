"""How long a state machine runs: shortly by default, long for acceptance."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings


def two_efforts(quick: tuple[int, int], long: tuple[int, int]) -> pytest.MarkDecorator:
    """Give ``effort`` to a test: examples and steps of a short and of a long run."""
    short, lengthy = (
        settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        for examples, steps in (quick, long)
    )
    marked = pytest.param(lengthy, marks=pytest.mark.acceptance)
    return pytest.mark.parametrize("effort", [short, marked])
