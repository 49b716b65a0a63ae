"""Photographs as a camera delivers them, drawn: 24 megapixels, JPEG, 8 MB."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from bench.made_pages import PHOTO_SIZE
from bench.places import folder_within_home
from press.imaging.scenes import draw_scene

SCENES = ("riverside", "yard", "terraces")
GRAIN, TINT = 9.0, 3.0  # noise of brightness and colour; without it files are small
STRIP = 500  # rows
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
    image = _grained(scene.resize(PHOTO_SIZE), number)
    path = folder / f"photo-{number}.jpg"
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS if number == 1 else 1
    held = image.transpose(Image.Transpose.ROTATE_90) if number == 1 else image
    held.save(path, "JPEG", quality=QUALITY, exif=exif)
    return path


def _grained(image: Image.Image, seed: int) -> Image.Image:
    """Add a sensor's noise, in strips; the file then has its 8 MB."""
    noise = np.random.default_rng(seed)
    for top in range(0, image.height, STRIP):
        box = (0, top, image.width, top + STRIP)
        samples = np.asarray(image.crop(box)).astype(np.float32)
        samples += noise.normal(0, GRAIN, (*samples.shape[:2], 1))
        samples += noise.normal(0, TINT, samples.shape)
        image.paste(Image.fromarray(samples.clip(0, 255).astype(np.uint8)), box)
    return image


CAMERA_BYTES = 8 * 1024**2


@cache
def camera_photograph() -> bytes:
    """Draw a photograph of 24 megapixels in 8 MB; decoding it costs what it costs.

    Without grain, filled up after its end: drawing fifty with grain takes minutes.
    """
    scene = Image.open(io.BytesIO(draw_scene(SCENES[1]))).resize(PHOTO_SIZE)
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=QUALITY)
    return out.getvalue().ljust(CAMERA_BYTES - 64, b"\0")


def numbered(photograph: bytes, number: int) -> bytes:
    """Return a photograph of other bytes that shows the same."""
    return photograph + f"{number:064d}".encode()
