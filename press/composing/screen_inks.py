"""The inks of the press as a screen shows them: like the proof, which PDFium draws."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from press.typesetting.model import Cmyk

Rgb = tuple[int, int, int]

# Solid inks and what they give upon each other, as PDFium shows them; key: cyan,
# magenta, yellow, black.
SOLIDS: dict[tuple[int, ...], Rgb] = {
    (0, 0, 0, 0): (255, 255, 255),
    (0, 0, 0, 1): (35, 31, 32),
    (0, 0, 1, 0): (255, 241, 1),
    (0, 0, 1, 1): (25, 26, 0),
    (0, 1, 0, 0): (237, 2, 140),
    (0, 1, 0, 1): (21, 0, 0),
    (0, 1, 1, 0): (238, 29, 35),
    (0, 1, 1, 1): (23, 0, 0),
    (1, 0, 0, 0): (0, 174, 239),
    (1, 0, 0, 1): (0, 4, 36),
    (1, 0, 1, 0): (0, 165, 79),
    (1, 0, 1, 1): (0, 4, 0),
    (1, 1, 0, 0): (46, 48, 146),
    (1, 1, 0, 1): (0, 0, 1),
    (1, 1, 1, 0): (54, 53, 57),
    (1, 1, 1, 1): (0, 0, 0),
}


@lru_cache(maxsize=256)
def screen_colour(colour: Cmyk) -> str:
    """Return a colour for the screen, ``#rrggbb``.

    Dots of the four inks cover the paper by chance (Neugebauer): each mixture of
    solids counts by its share of the area, within a few levels of the proof.
    """
    shares = [ink / 100 for ink in (colour.c, colour.m, colour.y, colour.k)]
    sums = [0.0, 0.0, 0.0]
    for solids in product((0, 1), repeat=4):
        weight = 1.0
        for share, is_there in zip(shares, solids, strict=True):
            weight *= share if is_there else 1 - share
        for channel, level in enumerate(SOLIDS[solids]):
            sums[channel] += weight * level
    return "#" + "".join(f"{round(level):02x}" for level in sums)
