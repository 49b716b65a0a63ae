"""Pictures for the screen: small sRGB JPEGs, upright, that tell nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from press.imaging.box import boxed
from press.imaging.codec import travels
from press.imaging.colour import plain, shrunk, to_srgb
from press.imaging.opening import load, open_picture, orientation, turn

QUALITY = 82


@travels
class RenditionKind(StrEnum):
    THUMBNAIL = "thumbnail"
    SCREEN = "screen"
    READING = "reading"


LONG_SIDE = {  # pixels
    RenditionKind.THUMBNAIL: 320,
    RenditionKind.SCREEN: 800,
    RenditionKind.READING: 1600,
}


@travels
@dataclass(frozen=True, slots=True)
class Rendition:
    """A JPEG made from an original."""

    kind: RenditionKind
    width: int
    height: int
    jpeg: bytes


def make_rendition(
    data: bytes | Path, kind: RenditionKind, *, allow_damaged: bool = False
) -> Rendition:
    """Return one rendition; raise ``PictureError`` for what cannot be decoded."""
    return make_renditions(data, kinds=(kind,), allow_damaged=allow_damaged)[0]


@boxed
def make_renditions(
    file: BinaryIO,
    *,
    kinds: tuple[RenditionKind, ...] = tuple(RenditionKind),
    allow_damaged: bool = False,
) -> tuple[Rendition, ...]:
    """Return renditions from one decoding: the largest first, others from it."""
    with open_picture(file) as image:
        held, icc = orientation(image), image.info.get("icc_profile")
        side = max(LONG_SIDE[kind] for kind in kinds)
        image.draft(None, (side, side))
        load(image, allow_damaged=allow_damaged)
        upright = turn(to_srgb(fitted(image, side), icc), held)
    return tuple(render(upright, kinds))


def render(upright: Image.Image, kinds: Sequence[RenditionKind]) -> Iterator[Rendition]:
    """Make renditions of a decoded sRGB picture, in the order asked for."""
    made = {}
    for kind in sorted(kinds, key=LONG_SIDE.__getitem__, reverse=True):
        upright = fitted(upright, LONG_SIDE[kind])
        made[kind] = Rendition(kind, *upright.size, _jpeg(upright))
    yield from (made[kind] for kind in kinds)


def fitted(image: Image.Image, side: int) -> Image.Image:
    """Return plain samples with the long side at most ``side``; never a larger one."""
    scale = side / max(image.size)
    if scale >= 1:
        return plain(image)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return shrunk(image, side).resize(size, Image.Resampling.HAMMING)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    bare = image.copy() if image.mode in ("L", "RGB") else image.convert("RGB")
    bare.info = {}  # no Exif, no profile: the samples are sRGB
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
