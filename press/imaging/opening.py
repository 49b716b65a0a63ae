"""Open pictures from outside: one decoder, a pixel limit, the first frame, upright."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pi_heif
from PIL import Image, PngImagePlugin

from press.imaging.announced import announced_size, is_cut, turns_itself
from press.imaging.sniffing import HEAD, sniff

Image.init()  # load every decoder now and not in the middle of a job
pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

MAX_PIXELS = 120_000_000  # a 36 × 24 cm picture at 300 ppi has 12 million
# Pillow looks at this when it reads a header; its warning is made an error below.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# Profiles and XMP packets of a camera are longer than the one MiB that Pillow takes.
PngImagePlugin.MAX_TEXT_CHUNK = 8 * 1024**2

ORIENTATION = 0x0112
# Our own notes on a picture: its decoder turns it; its end is missing.
TURNED, CUT = "turned", "cut"
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


class TooMuchMemoryError(TooManyPixelsError):
    """The picture needs more memory than a job has."""


class DamagedPictureError(PictureError):
    """The file breaks off or does not decode."""


class DecoderDiedError(DamagedPictureError):
    """The decoder crashed or did not come to an end."""


def open_picture(
    source: bytes | BinaryIO, *, max_pixels: int = MAX_PIXELS
) -> Image.Image:
    """Read a picture's header with the one decoder its bytes ask for; no pixels."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    kind = sniff(file.read(HEAD))
    if not kind:
        raise NotAPictureError("The file is not a picture of a kind that we take.")
    _refuse_bomb(*announced_size(file, kind), max_pixels)
    with bombs_refused(max_pixels):
        try:
            image = Image.open(file, formats=(kind,))
        except DECODER_ERRORS as error:
            raise DamagedPictureError("The picture's header is damaged.") from error
    _refuse_bomb(image.width, image.height, max_pixels)
    image.info[CUT] = is_cut(file, kind)
    image.info[TURNED] = kind == "HEIF" and turns_itself(file)
    return image


@contextmanager
def bombs_refused(max_pixels: int = MAX_PIXELS) -> Iterator[None]:
    """Call what Pillow warns of, or stops at, by our own name."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise TooManyPixelsError(_too_many(max_pixels)) from error


def _refuse_bomb(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        raise TooManyPixelsError(_too_many(max_pixels))


def _too_many(max_pixels: int) -> str:
    return f"The picture has more than {max_pixels // 1_000_000} million pixels."


def load(image: Image.Image, *, allow_damaged: bool = False) -> None:
    """Decode the first frame; a broken one only when the caller says so."""
    try:
        with bombs_refused():
            image.load()
    except TooManyPixelsError:
        raise
    except DECODER_ERRORS as error:
        if not (allow_damaged and getattr(image, "tile", None)):
            raise DamagedPictureError("The picture breaks off.") from error
        image.tile = []  # type: ignore[attr-defined]  # what was decoded stays as it is
        if image.im is not None:  # a GIF names the mode that it would have come to
            image._mode = image.im.mode


def orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1 to 8; 1 when the file does not say.

    Pillow turns TIFF by itself, and libheif a HEIC whose container says how; where
    only its Exif says so, pi-heif hands that on and turns nothing.
    """
    if image.format == "TIFF" or image.info.get(TURNED):
        return 1
    if image.format == "HEIF":
        told = image.info.get("original_orientation")
        return told if told in TURNS else 1
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
