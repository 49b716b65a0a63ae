"""Photographs as a camera delivers them, drawn: 24 megapixels, JPEG, with grain."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path

from PIL import Image

from bench.made_pages import PHOTO_SIZE
from bench.places import folder_within_home
from press.imaging.scenes import draw_scene

SCENES = ("riverside", "yard", "terraces")
GRAIN = 0.06  # weight of the noise; without it the files are far too small
QUALITY = 90
SIDEWAYS = 6  # Exif orientation: the camera was held upright
ORIENTATION = 0x0112


@cache
def photographs() -> tuple[Path, ...]:
    """Draw the photographs of this run; return their paths."""
    folder = folder_within_home("photographs")
    return tuple(_photograph(folder, number) for number in range(len(SCENES)))


def _photograph(folder: Path, number: int) -> Path:
    scene = Image.open(io.BytesIO(draw_scene(SCENES[number])))
    image = Image.blend(scene.resize(PHOTO_SIZE), _grain(number), GRAIN)
    path = folder / f"photo-{number}.jpg"
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS if number == 1 else 1
    held = image.transpose(Image.Transpose.ROTATE_90) if number == 1 else image
    held.save(path, "JPEG", quality=QUALITY, exif=exif)
    return path


def _grain(seed: int) -> Image.Image:
    width, height = (side // 4 for side in PHOTO_SIZE)
    noise = random.Random(seed).randbytes(width * height)
    grey = Image.frombytes("L", (width, height), noise)
    return grey.resize(PHOTO_SIZE, Image.Resampling.NEAREST).convert("RGB")


def small_photograph() -> bytes:
    """Draw what a telephone sends after a messenger has shrunk it."""
    return draw_scene(SCENES[0], size=(1600, 1066))
