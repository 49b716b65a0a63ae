"""Tell whether two files show the same photograph, one of them made smaller.

Word stores a picture anew, smaller and compressed again; its author attaches the
original as well.  Compared are the signs of neighbouring brightness on a 9 × 8 grid
(difference hash), the mean colours of a 6 × 6 grid and the proportions.  Pictures of
one series differ in at least one of them; an evenly coloured one is told by its colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from press.imaging.box import boxed
from press.imaging.codec import travels
from press.imaging.colour import shrunk, to_srgb
from press.imaging.opening import PictureError, load, open_picture, orientation, turn

HASH_GRID = (9, 8)
COLOUR_GRID = (6, 6)
MOST_BITS = 5  # of 64 signs
MOST_COLOUR = 9.0  # mean distance of a channel, of 255
MOST_PROPORTION = 0.02
DRAFT = 128  # pixels; enough for both grids


@travels
@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of a photograph; ``pixels`` tells which copy is the larger."""

    signs: int
    colours: bytes
    proportion: float  # width ÷ height, upright
    pixels: int

    def shows_same_as(self, other: Likeness) -> bool:
        """Tell whether both show one photograph."""
        proportion = abs(self.proportion / other.proportion - 1)
        if proportion > MOST_PROPORTION:
            return False
        if (self.signs ^ other.signs).bit_count() > MOST_BITS:
            return False
        pairs = zip(self.colours, other.colours, strict=True)
        distance = sum(abs(a - b) for a, b in pairs) / len(self.colours)
        return distance <= MOST_COLOUR


def likeness_of(path: Path) -> Likeness | None:
    """Return the likeness of a picture file; None when it cannot be decoded."""
    try:
        return _read_likeness(path)
    except PictureError:
        return None


@boxed
def _read_likeness(file: BinaryIO) -> Likeness:
    with open_picture(file) as image:
        pixels, held = image.width * image.height, orientation(image)
        icc = image.info.get("icc_profile")
        image.draft(None, (DRAFT, DRAFT))
        load(image)
        small = shrunk(image, DRAFT)
        return likeness(turn(to_srgb(small, icc), held), pixels)


def likeness(upright: Image.Image, pixels: int) -> Likeness:
    """Return the likeness of a decoded picture whose original has so many pixels."""
    coloured = upright.convert("RGB")
    return Likeness(
        signs=_signs(coloured),
        colours=coloured.resize(COLOUR_GRID, Image.Resampling.BOX).tobytes(),
        proportion=upright.width / upright.height,
        pixels=pixels,
    )


def _signs(image: Image.Image) -> int:
    width, height = HASH_GRID
    grey = image.convert("L").resize(HASH_GRID, Image.Resampling.BOX).tobytes()
    signs = 0
    for row in range(height):
        for column in range(width - 1):
            at = row * width + column
            signs = signs << 1 | (grey[at] < grey[at + 1])
    return signs
