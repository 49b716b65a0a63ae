"""Keys under which photographs that look alike meet.

The difference hash of a picture has 64 signs; two that show the same differ in five at
most (`press.imaging.likeness`).  In eight bands of eight signs at least three are then
equal: each differing sign spoils one (the pigeonhole principle).
"""

from __future__ import annotations

from press.imaging.likeness import MOST_BITS

BANDS, WIDTH = 8, 8  # bands, bits of each
EQUAL = BANDS - MOST_BITS  # bands that are equal at least


def picture_bands(signs: int) -> tuple[int, ...]:
    """Return the keys of a picture's signs: the band's number before its bits."""
    mask = (1 << WIDTH) - 1
    return tuple(
        (band << WIDTH) | ((signs >> (band * WIDTH)) & mask) for band in range(BANDS)
    )
