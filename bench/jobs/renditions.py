"""Make copies of photographs, our way or as others do, and tell what it took."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps

from bench.children import account
from press.imaging.cmyk import make_print
from press.imaging.profile import DEFAULT_PATH, default_profile
from press.imaging.renditions import LONG_SIDE, QUALITY, make_renditions

SLOT_MM, PPI = 300.0, 300
SIDES = sorted(LONG_SIDE.values(), reverse=True)


def ours(path: Path) -> None:
    """Decode once, small, and make the smaller from the larger."""
    with path.open("rb") as file:
        make_renditions.__wrapped__(file)  # type: ignore[attr-defined]


def boxed(path: Path) -> None:
    """Do the same in the box, as workers do."""
    make_renditions(path)


def pillow(path: Path) -> None:
    """Do what most sites do: decode whole, turn, convert, shrink; for each size."""
    for side in SIDES:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((side, side), Image.Resampling.LANCZOS)
        upright.save(io.BytesIO(), "JPEG", quality=QUALITY)


def pillow_draft(path: Path) -> None:
    """Do what Pillow's handbook does: ``thumbnail`` on the opened file, each size."""
    for side in SIDES:
        with Image.open(path) as image:
            image.thumbnail((side, side), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.save(io.BytesIO(), "JPEG", quality=QUALITY)


def vips(path: Path) -> None:
    """Do what we do with libvips: shrink on loading, the smaller from the larger."""
    import pyvips  # noqa: PLC0415  measured beside ours only

    largest = pyvips.Image.thumbnail(str(path), SIDES[0], height=SIDES[0], size="down")
    largest = largest.copy_memory()
    for side in SIDES:
        copy = largest.thumbnail_image(side, height=side, size="down")
        copy.jpegsave_buffer(Q=QUALITY, keep="none", optimize_coding=True)


def print_ours(path: Path) -> None:
    """Make the CMYK copy for a slot 30 cm wide."""
    with path.open("rb") as file:
        make_print.__wrapped__(  # type: ignore[attr-defined]
            file, width_mm=SLOT_MM, profile=default_profile()
        )


def print_vips(path: Path) -> None:
    """Do the same with libvips: profile, ink limit, differences, LZW."""
    import pyvips  # noqa: PLC0415  as above

    wide = round(SLOT_MM / 25.4 * PPI)
    fitted = pyvips.Image.thumbnail(str(path), wide, height=100_000, size="down")
    inks = fitted.icc_transform(
        str(DEFAULT_PATH),
        input_profile="srgb",
        intent="relative",
        black_point_compensation=True,
    )
    black, colours = inks[3], inks.extract_band(0, n=3)
    total = colours[0] + colours[1] + colours[2]
    room = default_profile().ink_limit * 2.55 - black
    factor = room / (total + (total == 0))
    factor = (factor > 1).ifthenelse(1, factor)
    limited = (colours * factor).floor().cast("uchar").bandjoin(black)
    limited = limited.copy(interpretation="cmyk")
    limited.tiffsave_buffer(
        compression="lzw", predictor="horizontal", xres=PPI / 25.4, yres=PPI / 25.4
    )


WAYS: dict[str, Callable[[Path], None]] = {
    "ours": ours,
    "boxed": boxed,
    "pillow": pillow,
    "pillow_draft": pillow_draft,
    "vips": vips,
    "print_ours": print_ours,
    "print_vips": print_vips,
}


def main() -> None:
    """Go over the photographs named on the command line."""
    way, *paths = sys.argv[1:]
    if way == "boxed":
        boxed(Path(paths[0]))  # a worker's box has long been warm
    account(lambda: [WAYS[way](Path(path)) for path in paths])


if __name__ == "__main__":
    main()
