"""Bring any picture into plain 8-bit samples, then into sRGB or the press inks."""

from __future__ import annotations

import io
import threading
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from press.composing.model import PrintProfile

PLAIN = ("L", "RGB", "CMYK", "LAB")
SPACE_OF = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}
GAP = 2.0  # averaging to no less than twice the size is not seen afterwards
STRIP = 256  # rows that are limited at a time, so that memory stays low
SRGB, LAB = b"sRGB", b"LAB"  # stand for profiles that littleCMS makes itself


def plain(image: Image.Image) -> Image.Image:
    """Return 8-bit L, RGB, CMYK or LAB samples; transparency becomes white paper."""
    return _plain(image, _top(image))


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """Return plain samples, averaged in whole steps to twice ``side`` at the least.

    Done in strips where samples must be converted, so that a picture of 120 million
    pixels needs little memory besides its own.
    """
    factor = int(max(image.size) / side / GAP)
    if factor < 2:
        return plain(image)
    if image.mode in PLAIN:
        return image.reduce(factor)
    top, width = _top(image), -(-image.width // factor)
    whole: Image.Image | None = None
    rows = factor * max(1, STRIP // factor)
    for at in range(0, image.height, rows):
        strip = image.crop((0, at, image.width, min(at + rows, image.height)))
        part = _plain(strip, top).reduce(factor)
        if whole is None:
            whole = Image.new(part.mode, (width, -(-image.height // factor)))
        whole.paste(part, (0, at // factor))
    return whole or plain(image)


def _top(image: Image.Image) -> float:
    """Return the sample that stands for white in a picture of more than 8 bits."""
    if image.mode.startswith("I"):
        return 65535.0
    return max(float(image.getextrema()[1]), 1e-6) if image.mode == "F" else 255.0  # type: ignore[arg-type]


def _plain(image: Image.Image, top: float) -> Image.Image:
    if image.mode in PLAIN:
        return image
    if image.mode.startswith(("I", "F")):
        samples = np.asarray(image).astype(np.float32)
        return Image.fromarray((samples * (255 / top)).clip(0, 255).astype(np.uint8))
    if image.mode == "La":  # Pillow knows one way out of it
        image = image.convert("LA")
    if image.mode in ("RGBA", "LA", "PA", "RGBa") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(coloured, mask=coloured.getchannel("A"))
        return paper
    return image.convert("L" if image.mode == "1" else "RGB")


def to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Return RGB or grey samples in sRGB; ``icc`` is the picture's own profile."""
    own = _own_profile(image, icc)
    if not own:
        return image.convert("RGB") if image.mode == "CMYK" else image
    if own == SRGB:
        return image
    change = _transform(own, image.mode, SRGB, "RGB", _thread())
    return ImageCms.applyTransform(image, change) or image


def to_inks(
    image: Image.Image, icc: bytes | None, profile: PrintProfile
) -> Image.Image:
    """Return CMYK samples for the press, within its ink limit.

    Inks without a profile are taken as they are; they were made for some press.
    """
    own = _own_profile(image, icc)
    if image.mode == "CMYK" and own in (b"", profile.icc):
        return limit_ink(image, profile.ink_limit)
    if not own:
        image, own = image.convert("RGB"), SRGB
    change = _transform(own, image.mode, profile.icc, "CMYK", _thread())
    inks = Image.new("CMYK", image.size)
    for top in range(0, image.height, STRIP):
        bottom = min(top + STRIP, image.height)
        strip = image.crop((0, top, image.width, bottom))
        changed = ImageCms.applyTransform(strip, change) or strip
        inks.paste(limit_ink(changed, profile.ink_limit), (0, top))
    return inks


def limit_ink(image: Image.Image, limit: float) -> Image.Image:
    """Hold the sum of inks at ``limit`` per cent: black stays, the colours give way."""
    ceiling = limit * 255 / 100
    whole: Image.Image | None = None
    for top in range(0, image.height, STRIP):
        box = (0, top, image.width, min(top + STRIP, image.height))
        strip = np.asarray(image.crop(box))
        if _heaviest(strip) > ceiling:
            whole = whole or image.copy()
            whole.paste(Image.fromarray(_limited(strip, ceiling), "CMYK"), box)
    return whole or image


def _heaviest(strip: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> int:
    """Return the largest sum of four inks; two are added at a time, within a word."""
    pixels = np.ascontiguousarray(strip).view(np.uint32)
    pairs = (pixels & 0x00FF00FF) + (pixels >> 8 & 0x00FF00FF)
    return int(((pairs + (pairs >> 16)) & 0xFFFF).max())


def _limited(
    strip: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], ceiling: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    colours = strip[..., :3].sum(axis=2, dtype=np.uint16).astype(np.float32)
    room = np.maximum(ceiling - strip[..., 3], 0)
    factor = np.minimum(1, room / np.maximum(colours, 1))[..., None]
    out = strip.copy()
    out[..., :3] = np.floor(strip[..., :3] * factor).astype(np.uint8)
    return out


def _thread() -> int:
    """Return the thread's id: littleCMS keeps a cache in a transform, unlocked."""
    return threading.get_ident()


def _own_profile(image: Image.Image, icc: bytes | None) -> bytes:
    """Return the picture's colour space; nothing when it is unknown."""
    if image.mode == "LAB":
        return LAB
    if icc and _fits(icc, image.mode):
        return icc
    return SRGB if image.mode == "RGB" else b""


def _fits(icc: bytes, mode: str) -> bool:
    """Say whether a profile can be read and speaks of such samples."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        if opened.profile.xcolor_space.strip() != SPACE_OF[mode]:
            return False
        _transform(icc, mode, SRGB, "RGB", _thread())
    except (OSError, ImageCms.PyCMSError):
        return False
    return True


def _open_profile(icc: bytes) -> ImageCms.ImageCmsProfile:
    if icc == SRGB:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    if icc == LAB:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return ImageCms.ImageCmsProfile(io.BytesIO(icc))


@lru_cache(maxsize=16)
def _transform(
    source: bytes, mode: str, target: bytes, target_mode: str, _owner: int
) -> ImageCms.ImageCmsTransform:
    """Build a relative colorimetric transform; compensation saves the shadows."""
    return ImageCms.buildTransform(
        _open_profile(source),
        _open_profile(target),
        mode,
        target_mode,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
