"""Pictures drawn for tests, in the format, mode and damage that a test needs."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image

GPS_IFD, EXIF_IFD = 0x8825, 0x8769
POSITION = {1: "N", 2: (39.0, 54.0, 27.0), 3: "E", 4: (116.0, 23.0, 17.0)}


def draw(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Return a picture whose top left quarter is red, the rest a blue-green ramp."""
    across = np.linspace(0, 255, width)[None, :].repeat(height, 0)
    down = np.linspace(0, 255, height)[:, None].repeat(width, 1)
    samples = np.stack([np.full_like(across, 40), across, down], axis=2)
    samples[: height // 2, : width // 2] = (200, 30, 30)
    return Image.fromarray(samples.astype(np.uint8)).convert(mode)


def encode(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(*, orientation: int = 1, position: bool = False) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "Camera maker"
    block[0x013B] = "赵建国"
    details = block.get_ifd(EXIF_IFD)
    details[0x9003] = "2026:05:01 08:00:00"
    details[0xA431] = "SERIAL-12345"
    details[0x927C] = b"maker note " * 8
    if position:
        block.get_ifd(GPS_IFD).update(POSITION)
    return block
