"""Mark a story on the picture of its printed page: the rest veiled, it outlined.

The picture is one that our own composer drew; nothing of a stranger is decoded here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from press.makeup.grid import Box

ACCENT = (179, 38, 30)  # --accent of the house's pages, light
VEIL = (168, 161, 149)
VEILED = 0.46  # of the veil over what is not the story's
PAPER = (255, 255, 255)
AIR = 4.5  # points between the story and its outline
LINE = 4  # pixels of the outline
EDGE = 1  # pixels of a grey line around the page
EDGE_GREY = (157, 150, 136)
MARGIN = 12  # pixels of white around the page
QUALITIES = (88, 82, 76, 70, 62, 54, 46)
MOST_BYTES = 600_000

Pixels = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page, and its pixels to the point."""

    png: bytes
    scale: float


def mark_story(page: PagePicture, areas: Sequence[Box], *, head: bytes) -> bytes:
    """Return a JPEG of the page with a story's areas marked, under its head.

    ``head`` is a PNG as wide as the page.  The same input gives the same bytes.
    """
    with Image.open(io.BytesIO(page.png)) as opened:
        sheet = opened.convert("RGB")
    boxes = [pixel_box(area, page.scale, sheet.size) for area in areas]
    marked = _outlined(_veiled(sheet, boxes), sheet, boxes)
    return _jpeg(_under_head(marked, head))


def pixel_box(area: Box, scale: float, size: tuple[int, int]) -> Pixels:
    """Return the pixels that an area with its air takes: left, top, right, foot."""
    left, top = round((area.x - AIR) * scale), round((area.y - AIR) * scale)
    right, foot = round((area.right + AIR) * scale), round((area.bottom + AIR) * scale)
    return (
        max(left, LINE),
        max(top, LINE),
        min(right, size[0] - LINE),
        min(foot, size[1] - LINE),
    )


def offset_of(head_height: int) -> tuple[int, int]:
    """Return where the page's top left corner stands in the whole picture."""
    return MARGIN + EDGE, head_height + MARGIN + EDGE


def picture_pixels(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a picture that ``mark_story`` made."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        return opened.size


def _veiled(sheet: Image.Image, boxes: Sequence[Pixels]) -> Image.Image:
    veil = Image.blend(sheet, Image.new("RGB", sheet.size, VEIL), VEILED)
    return Image.composite(sheet, veil, _mask(sheet.size, boxes, wider=0))


def _outlined(
    image: Image.Image, sheet: Image.Image, boxes: Sequence[Pixels]
) -> Image.Image:
    """Draw one line around all areas; where two meet, none between them."""
    outer = _mask(sheet.size, boxes, wider=LINE)
    inner = _mask(sheet.size, boxes, wider=0)
    line = ImageChops.subtract(outer, inner)
    return Image.composite(Image.new("RGB", sheet.size, ACCENT), image, line)


def _mask(size: tuple[int, int], boxes: Sequence[Pixels], *, wider: int) -> Image.Image:
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    for left, top, right, foot in boxes:
        corners = (left - wider, top - wider, right + wider - 1, foot + wider - 1)
        draw.rectangle(corners, fill=255)
    return mask


def _under_head(page: Image.Image, head: bytes) -> Image.Image:
    with Image.open(io.BytesIO(head)) as opened:
        strip = opened.convert("RGB")
    around = 2 * (MARGIN + EDGE)
    size = (page.width + around, strip.height + page.height + around)
    whole = Image.new("RGB", size, PAPER)
    whole.paste(strip, (MARGIN + EDGE, 0))
    left, top = offset_of(strip.height)
    edge = (left - EDGE, top - EDGE, left + page.width, top + page.height)
    ImageDraw.Draw(whole).rectangle(edge, outline=EDGE_GREY, width=EDGE)
    whole.paste(page, (left, top))
    return whole


def _jpeg(image: Image.Image) -> bytes:
    """Pack as well as the limit of bytes allows."""
    made = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        made = out.getvalue()
        if len(made) <= MOST_BYTES:
            break
    return made
