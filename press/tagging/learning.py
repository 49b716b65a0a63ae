"""What editors chose before: naive Bayes over the sender's unit and the headline.

Counts come in as ``Memory``; nothing here knows where they are kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from press.copy.model import Copy
from press.finding.folding import fold
from press.tagging.model import Memory

HAN = re.compile(r"[\u3400-\u9fff]+")
PAIRS = 24  # of a headline
LONGEST = 50  # characters of a unit
SMOOTH = 0.5  # added to every count
LEAST_SEEN = 2  # decided pieces that bore the term beside a feature of this one
TOGETHER = 0.5  # pairs of one headline overlap, so they speak half as loudly
LOUDEST = 4.0  # log odds that pairs may add


def features_of(copy: Copy, unit: str) -> tuple[str, ...]:
    """Return what a piece is remembered by: sender's unit, pairs of the headline."""
    found = [f"unit:{fold(unit.strip())[:LONGEST]}"] if unit.strip() else []
    pairs = (
        run[at : at + 2]
        for run in HAN.findall(fold(f"{copy.kicker} {copy.headline}"))
        for at in range(len(run) - 1)
    )
    found += [f"pair:{pair}" for pair in list(dict.fromkeys(pairs))[:PAIRS]]
    return tuple(found)


def likelihood(term: str, features: Sequence[str], memory: Memory) -> float:
    """Return how likely a piece with these features is given a term, 0 to 1.

    0 where too little is known.
    """
    with_term = memory.terms.get(term, 0)
    known = [f for f in features if memory.both.get((f, term), 0) >= LEAST_SEEN]
    if not known:
        return 0.0
    without = memory.pieces - with_term
    odds = math.log((with_term + SMOOTH) / (without + SMOOTH))
    unit = sum(_said(f, term, memory) for f in features if f.startswith("unit:"))
    pairs = sum(_said(f, term, memory) for f in features if f.startswith("pair:"))
    odds += unit + max(-LOUDEST, min(LOUDEST, pairs * TOGETHER))
    return 1 / (1 + math.exp(-odds))


def _said(feature: str, term: str, memory: Memory) -> float:
    """Return the log of how much likelier a feature is with a term than without."""
    seen = memory.features.get(feature, 0)
    if not seen:
        return 0.0
    both, with_term = memory.both.get((feature, term), 0), memory.terms.get(term, 0)
    without = memory.pieces - with_term
    among = (both + SMOOTH) / (with_term + 2 * SMOOTH)
    others = (seen - both + SMOOTH) / (without + 2 * SMOOTH)
    return math.log(among / others)
