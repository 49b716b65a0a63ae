"""Pictures for the press: cropped, at size, in its inks, as TIFF and for the PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from press.composing.model import WHOLE, Crop, Encoding, PressPicture, PrintProfile
from press.imaging.box import boxed
from press.imaging.codec import travels
from press.imaging.colour import plain, to_inks
from press.imaging.opening import (
    ON_THEIR_SIDE,
    load,
    open_picture,
    orientation,
    turn,
)

TARGET_PPI = 300.0
JPEG_QUALITY = 92
POINTS_PER_INCH = 72
GAP = 3.0  # Pillow: indistinguishable from resampling in one step

for _kind in (PressPicture, PrintProfile, Encoding):
    travels(_kind)


@travels
@dataclass(frozen=True, slots=True)
class PressRendition:
    """One picture, twice: for the page desk as TIFF, for the PDF as ``picture``.

    ``dpi`` is the resolution at the printed size, across and down.
    """

    picture: PressPicture
    tiff: bytes
    dpi: tuple[float, float]


@boxed
def to_press(
    file: BinaryIO,
    *,
    picture_id: str,
    width_pt: float,
    height_pt: float,
    profile: PrintProfile,
    crop: Crop = WHOLE,
    target_ppi: float = TARGET_PPI,
    allow_damaged: bool = False,
    tiff: bool = True,
) -> PressRendition:
    """Return the cropped picture at its printed size, never enlarged."""
    size = (width_pt, height_pt)
    image, icc = _decode(file, crop, size, target_ppi, allow_damaged)
    part = image.crop(_pixel_box(image.size, crop))
    fitted = part.resize(
        _pixels(part.size, size, target_ppi),
        Image.Resampling.LANCZOS,
        reducing_gap=GAP,
    )
    inks = to_inks(fitted, icc, profile)
    inks.info = {}  # what the original told besides its samples stays behind
    dpi = (_ppi(inks.width, width_pt), _ppi(inks.height, height_pt))
    picture = PressPicture(
        id=picture_id,
        width=inks.width,
        height=inks.height,
        data=_jpeg(inks),
        encoding=Encoding.DCT,
        inverted=True,
        crop=crop,
        ppi=min(dpi),
    )
    return PressRendition(picture, _tiff(inks, dpi, profile) if tiff else b"", dpi)


def _decode(
    file: BinaryIO,
    crop: Crop,
    size: tuple[float, float],
    ppi: float,
    allow_damaged: bool,
) -> tuple[Image.Image, bytes | None]:
    """Return the upright picture and its profile; a JPEG no larger than needed."""
    with open_picture(file) as image:
        held = orientation(image)
        icc = image.info.get("icc_profile")
        wide = size[0] / POINTS_PER_INCH * ppi / (crop[2] - crop[0])
        high = size[1] / POINTS_PER_INCH * ppi / (crop[3] - crop[1])
        if held in ON_THEIR_SIDE:
            wide, high = high, wide
        image.draft(None, (round(wide), round(high)))
        load(image, allow_damaged=allow_damaged)
        return turn(plain(image), held), icc


def _pixel_box(size: tuple[int, int], crop: Crop) -> tuple[int, int, int, int]:
    width, height = size
    left, top = round(crop[0] * width), round(crop[1] * height)
    right, bottom = round(crop[2] * width), round(crop[3] * height)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _pixels(
    have: tuple[int, int], size: tuple[float, float], ppi: float
) -> tuple[int, int]:
    """Return the pixels to print: what the size asks for, at most what there is."""
    wide = min(have[0], round(size[0] / POINTS_PER_INCH * ppi))
    high = min(have[1], round(size[1] / POINTS_PER_INCH * ppi))
    return max(1, wide), max(1, high)


def _ppi(pixels: int, points: float) -> float:
    return round(pixels / points * POINTS_PER_INCH, 3)


def _jpeg(image: Image.Image) -> bytes:
    """Pack inks as Pillow does, which turns them over as Adobe's programs do."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def _tiff(image: Image.Image, dpi: tuple[float, float], profile: PrintProfile) -> bytes:
    out = io.BytesIO()
    image.save(out, "TIFF", compression="tiff_lzw", dpi=dpi, icc_profile=profile.icc)
    return out.getvalue()
