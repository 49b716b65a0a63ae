"""What the composer is given besides a layout: print-ready pictures and the profile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)


class Encoding(StrEnum):
    """How the four-ink samples of a picture are packed; names are PDF's filters."""

    DCT = "DCTDecode"
    FLATE = "FlateDecode"


@dataclass(frozen=True, slots=True)
class PressPicture:
    """A picture in the inks of the press, packed as the PDF will carry it.

    ``crop`` is the part of the upright original that the samples show, in fractions;
    ``inverted`` says that 0 means full ink, as Adobe's JPEGs have it.
    """

    id: str
    width: int
    height: int
    data: bytes
    encoding: Encoding = Encoding.DCT
    inverted: bool = False
    crop: Crop = WHOLE
    ppi: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintProfile:
    """The printing condition: its ICC profile, identifier and ink limit.

    ``condition`` is what the OutputIntent names; ``ink_limit`` is per cent of all inks.
    """

    name: str
    condition: str
    icc: bytes
    ink_limit: float = 240.0
    sha256: str = ""
