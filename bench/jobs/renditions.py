"""Make the renditions of photographs, our way or Pillow's plain way."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image, ImageOps

from bench.children import account
from press.imaging.renditions import LONG_SIDE, QUALITY, make_renditions


def ours(data: bytes) -> None:
    """Decode once, small, and make the smaller from the larger."""
    make_renditions(data)


def pillow(data: bytes) -> None:
    """Do what most sites do: decode whole, turn, convert, shrink; for each size."""
    for side in LONG_SIDE.values():
        with Image.open(io.BytesIO(data)) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((side, side), Image.Resampling.LANCZOS)
        upright.save(io.BytesIO(), "JPEG", quality=QUALITY)


def pillow_draft(data: bytes) -> None:
    """Do what Pillow's handbook does: ``thumbnail`` on the opened file, each size."""
    for side in LONG_SIDE.values():
        with Image.open(io.BytesIO(data)) as image:
            image.thumbnail((side, side), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.save(io.BytesIO(), "JPEG", quality=QUALITY)


WAYS = {"ours": ours, "pillow": pillow, "pillow_draft": pillow_draft}


def main() -> None:
    """Go over the photographs named on the command line."""
    way, *paths = sys.argv[1:]
    account(lambda: [WAYS[way](Path(path).read_bytes()) for path in paths])


if __name__ == "__main__":
    main()
