"""Mark a part of a page's picture: the rest is veiled, the part outlined."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from press.imaging.opening import open_picture

# Left, top, right, bottom of an area, as fractions of the picture's sides.
Area = tuple[float, float, float, float]

ACCENT = (179, 38, 30)  # the house's red
VEIL = (250, 248, 242)  # the house's paper
VEILED = 0.62  # how much of the veil covers what is not marked
LINE = 0.004  # thickness of the outline, of the picture's width
QUALITIES = (86, 78, 68, 58, 48)


def mark_areas(picture: bytes, areas: Sequence[Area], *, most_bytes: int) -> bytes:
    """Return a JPEG of the picture with some areas marked, within ``most_bytes``.

    Areas that touch or overlap are marked as one.  The coarsest quality is returned
    even when it is larger: a proof that cannot be read would be none.
    """
    with open_picture(picture) as opened:
        page = opened.convert("RGB")
    line = max(2, round(page.width * LINE))
    marked = _mask(page.size, areas, grown=0)
    outlined = _mask(page.size, areas, grown=line)
    veiled = Image.blend(page, Image.new("RGB", page.size, VEIL), VEILED)
    veiled.paste(ACCENT, mask=outlined)
    veiled.paste(page, mask=marked)
    return _jpeg(veiled, most_bytes)


def _mask(size: tuple[int, int], areas: Sequence[Area], *, grown: int) -> Image.Image:
    """Return a mask that is white where an area is, grown by some pixels."""
    width, height = size
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for left, top, right, bottom in areas:
        near = (round(left * width) - grown, round(top * height) - grown)
        far = (round(right * width) - 1 + grown, round(bottom * height) - 1 + grown)
        draw.rectangle((*near, *far), fill=255)
    return mask


def _jpeg(image: Image.Image, most_bytes: int) -> bytes:
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= most_bytes:
            break
    return out.getvalue()
