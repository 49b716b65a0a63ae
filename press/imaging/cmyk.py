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
    upright_size,
)

TARGET_PPI = 300.0
JPEG_QUALITY = 92
POINTS_PER_INCH = 72
POINTS_PER_MM = 72 / 25.4
PREDICTOR, HORIZONTAL = 317, 2  # TIFF: differences, a sixth less of a photograph
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
    wanted = _Wanted((width_pt, height_pt), crop, target_ppi, allow_damaged)
    inks, dpi = _inks(file, wanted, profile)
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


@boxed
def make_print(
    file: BinaryIO,
    *,
    width_mm: float,
    height_mm: float | None = None,
    profile: PrintProfile,
    crop: Crop = WHOLE,
    ppi: float = TARGET_PPI,
    allow_damaged: bool = False,
) -> bytes:
    """Return a CMYK TIFF at the size of a slot, never enlarged.

    Without a height it is that of the picture, or of the part that ``crop`` leaves.
    """
    size = (width_mm * POINTS_PER_MM, height_mm and height_mm * POINTS_PER_MM)
    inks, dpi = _inks(file, _Wanted(size, crop, ppi, allow_damaged), profile)
    return _tiff(inks, dpi, profile)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The printed size in points, the part of the picture, and how fine."""

    size: tuple[float, float | None]
    crop: Crop
    ppi: float
    allow_damaged: bool


def _inks(
    file: BinaryIO, wanted: _Wanted, profile: PrintProfile
) -> tuple[Image.Image, tuple[float, float]]:
    """Return the picture in inks at its printed size, and its resolution there."""
    fitted, icc, size = _fitted(file, wanted)
    inks = to_inks(fitted, icc, profile)
    inks.info = {}  # what the original told besides its samples stays behind
    return inks, (_ppi(inks.width, size[0]), _ppi(inks.height, size[1]))


def _fitted(
    file: BinaryIO, wanted: _Wanted
) -> tuple[Image.Image, bytes | None, tuple[float, float]]:
    """Return the picture in its own colours, its profile, and its size in points."""
    image, icc, shape = _decode(file, wanted)
    box = _pixel_box(image.size, wanted.crop)
    size = (wanted.size[0], wanted.size[1] or wanted.size[0] * shape)
    part = (box[2] - box[0], box[3] - box[1])
    pixels = _pixels(part, size, wanted.ppi)
    fitted = image.resize(pixels, Image.Resampling.LANCZOS, box, reducing_gap=GAP)
    return fitted, icc, size


def _decode(file: BinaryIO, wanted: _Wanted) -> tuple[Image.Image, bytes | None, float]:
    """Return the upright picture, its profile, and the part's height ÷ its width.

    A JPEG is decoded no larger than needed.
    """
    crop = wanted.crop
    with open_picture(file) as image:
        held = orientation(image)
        icc = image.info.get("icc_profile")
        full = upright_size(image)
        shape = full[1] * (crop[3] - crop[1]) / (full[0] * (crop[2] - crop[0]))
        width = wanted.size[0] / POINTS_PER_INCH * wanted.ppi
        wide = width / (crop[2] - crop[0])
        high = (wanted.size[1] or 0) / POINTS_PER_INCH * wanted.ppi
        high = high / (crop[3] - crop[1]) or wide * full[1] / full[0]
        if held in ON_THEIR_SIDE:
            wide, high = high, wide
        image.draft(None, (round(wide), round(high)))
        load(image, allow_damaged=wanted.allow_damaged)
        return turn(plain(image), held), icc, shape


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
    image.save(
        out,
        "TIFF",
        compression="tiff_lzw",
        tiffinfo={PREDICTOR: HORIZONTAL},
        dpi=dpi,
        icc_profile=profile.icc,
    )
    return out.getvalue()
