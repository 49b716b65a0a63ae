"""Check a made-up page from its frames alone, without knowing how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.makeup.checks_hard import (
    lines_outside,
    missing_words,
    out_of_bounds,
    overlaps,
    overset,
    pictures_wrong,
)
from press.makeup.checks_page import (
    adverts_met,
    full_widths,
    photographs,
    sameness,
    weights,
)
from press.makeup.checks_soft import (
    bumps,
    leg_lengths,
    seams,
    stacked_heads,
    thin_headlines,
)
from press.makeup.model import Finding, PageLayout, Story


def check_layout(layout: PageLayout, stories: Sequence[Story]) -> tuple[Finding, ...]:
    """Return every rule of make-up that a page breaks, the hard ones first."""
    findings = list(_all(layout, stories))
    return tuple(sorted(findings, key=lambda f: (not f.hard, f.rule, f.detail)))


def _all(layout: PageLayout, stories: Sequence[Story]) -> Iterator[Finding]:
    yield from out_of_bounds(layout)
    yield from overlaps(layout)
    yield from lines_outside(layout)
    yield from missing_words(layout, stories)
    yield from overset(layout)
    yield from pictures_wrong(layout, stories)
    yield from seams(layout)
    yield from bumps(layout)
    yield from stacked_heads(layout)
    yield from leg_lengths(layout)
    yield from thin_headlines(layout)
    yield from full_widths(layout)
    yield from sameness(layout)
    yield from photographs(layout)
    yield from adverts_met(layout)
    yield from weights(layout, stories)
