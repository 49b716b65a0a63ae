"""Open pictures from outside: one decoder, a pixel limit, the first frame, upright."""

from __future__ import annotations

import io
import struct
import warnings
from typing import BinaryIO

import pi_heif
from PIL import Image

from press.imaging.sniffing import sniff

pi_heif.register_heif_opener(thumbnails=False)

MAX_PIXELS = 120_000_000  # a 36 × 24 cm picture at 300 ppi has 12 million
# Pillow looks at this when it reads a header; its warning is made an error below.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_THEIR_SIDE = frozenset((5, 6, 7, 8))
# What decoders raise for broken data; anything else is a fault of ours.
DECODER_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    RuntimeError,
    OverflowError,
    ZeroDivisionError,
    struct.error,
)


class PictureError(ValueError):
    """A picture that cannot be worked on."""


class NotAPictureError(PictureError):
    """The bytes are no picture of a kind that we take."""


class TooManyPixelsError(PictureError):
    """The header announces more pixels than we decode."""


class DamagedPictureError(PictureError):
    """The file breaks off or does not decode."""


def open_picture(data: bytes, *, max_pixels: int = MAX_PIXELS) -> Image.Image:
    """Read a picture's header with the one decoder its bytes ask for."""
    return open_header(io.BytesIO(data), sniff(data[:64]), max_pixels=max_pixels)


def open_header(
    file: BinaryIO, kind: str, *, max_pixels: int = MAX_PIXELS
) -> Image.Image:
    """Read the header of an open file with one decoder; the pixels stay unread."""
    if not kind:
        raise NotAPictureError("The file is not a picture of a kind that we take.")
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(file, formats=(kind,))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise TooManyPixelsError(_too_many(max_pixels)) from error
        except DECODER_ERRORS as error:
            raise DamagedPictureError("The picture's header is damaged.") from error
    if image.width * image.height > max_pixels:
        raise TooManyPixelsError(_too_many(max_pixels))
    return image


def _too_many(max_pixels: int) -> str:
    return f"The picture has more than {max_pixels // 1_000_000} million pixels."


def load(image: Image.Image, *, allow_damaged: bool = False) -> None:
    """Decode the first frame; a broken one only when the caller says so."""
    try:
        image.load()
    except DECODER_ERRORS as error:
        if not (allow_damaged and getattr(image, "tile", None)):
            raise DamagedPictureError("The picture breaks off.") from error
        image.tile = []  # type: ignore[attr-defined]  # what was decoded stays as it is


def orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1 to 8; 1 when the file does not say.

    Pillow turns TIFF by itself, and libheif HEIC: those are upright already.
    """
    if image.format in ("TIFF", "HEIF"):
        return 1
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except DECODER_ERRORS:
        return 1
    return value if value in TURNS else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if orientation(image) in ON_THEIR_SIDE else (width, height)


def turn(image: Image.Image, held: int) -> Image.Image:
    """Return the picture as it was seen."""
    return image.transpose(TURNS[held]) if held in TURNS else image
