"""Pictures for the screen: small sRGB JPEGs, upright, that tell nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from press.imaging.colour import plain, to_srgb
from press.imaging.opening import load, open_picture, orientation, turn

QUALITY = 82
GAP = 2.0  # Pillow: reduce in whole steps to twice the size first, then resample


class RenditionKind(StrEnum):
    THUMBNAIL = "thumbnail"
    SCREEN = "screen"
    READING = "reading"


LONG_SIDE = {  # pixels
    RenditionKind.THUMBNAIL: 320,
    RenditionKind.SCREEN: 800,
    RenditionKind.READING: 1600,
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """A JPEG made from an original."""

    kind: RenditionKind
    width: int
    height: int
    jpeg: bytes


def make_rendition(
    data: bytes, kind: RenditionKind, *, allow_damaged: bool = False
) -> Rendition:
    """Return one rendition; raise ``PictureError`` for what cannot be decoded."""
    return make_renditions(data, (kind,), allow_damaged=allow_damaged)[0]


def make_renditions(
    data: bytes,
    kinds: Sequence[RenditionKind] = tuple(RenditionKind),
    *,
    allow_damaged: bool = False,
) -> tuple[Rendition, ...]:
    """Return renditions from one decoding: the largest first, others from it."""
    order = sorted(kinds, key=LONG_SIDE.__getitem__, reverse=True)
    image = _decode(data, LONG_SIDE[order[0]], allow_damaged=allow_damaged)
    made = {}
    for kind in order:
        image = _fit(image, LONG_SIDE[kind])
        made[kind] = Rendition(kind, *image.size, _jpeg(image))
    return tuple(made[kind] for kind in kinds)


def _decode(data: bytes, side: int, *, allow_damaged: bool) -> Image.Image:
    with open_picture(data) as image:
        held = orientation(image)
        icc = image.info.get("icc_profile")
        image.draft(None, (side, side))
        load(image, allow_damaged=allow_damaged)
        small = _fit(plain(image), side)
    return turn(to_srgb(small, icc), held)


def _fit(image: Image.Image, side: int) -> Image.Image:
    """Return the picture with its long side at most ``side``; never a larger one."""
    scale = side / max(image.size)
    if scale >= 1:
        return image.copy()
    width, height = (max(1, round(edge * scale)) for edge in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=GAP)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    bare = image if image.mode in ("L", "RGB") else image.convert("RGB")
    bare.info = {}  # no Exif, no profile: the samples are sRGB
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
