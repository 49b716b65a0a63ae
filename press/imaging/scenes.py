"""Sample photographs, drawn: scenes of an industrial park for demo and sample issue.

Nothing here is a photograph of anyone or anything; the pictures exist so that a page
can be tried without borrowing other people's work.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Light:
    """The colours of an hour: sky above, sky at the horizon, land, shade."""

    zenith: Rgb
    horizon: Rgb
    land: Rgb
    shade: Rgb


DAWN = _Light((70, 104, 150), (250, 206, 160), (92, 104, 92), (38, 44, 52))
NOON = _Light((58, 122, 188), (214, 232, 242), (98, 130, 84), (44, 56, 54))
DUSK = _Light((44, 52, 96), (240, 150, 104), (66, 70, 84), (24, 26, 36))
CLOUDY = _Light((136, 150, 162), (222, 226, 226), (112, 122, 104), (52, 58, 60))


def _mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def _clouds(size: tuple[int, int], rng: random.Random) -> Image.Image:
    """Return a mask of long soft clouds: three octaves of smoothed noise."""
    total = Image.new("L", size, 0)
    for cells, weight in ((5, 0.5), (11, 0.6), (23, 0.6)):
        grid = (cells, cells * 2)
        noise = Image.frombytes("L", grid, rng.randbytes(grid[0] * grid[1]))
        soft = noise.resize(size, Image.Resampling.BICUBIC)
        total = Image.blend(total, soft, weight)
    lift = total.point(lambda v: max(0, min(150, (v - 112) * 3)))
    fade = Image.linear_gradient("L").resize(size).point(lambda v: max(0, 235 - v))
    return ImageChops.multiply(lift, fade).filter(
        ImageFilter.GaussianBlur(size[0] / 160)
    )


def _sky(size: tuple[int, int], light: _Light, rng: random.Random) -> Image.Image:
    reach = Image.linear_gradient("L").resize(size).point(lambda v: min(255, v * 2))
    base = Image.new("RGB", size, light.zenith)
    base.paste(Image.new("RGB", size, light.horizon), mask=reach)
    base.paste(Image.new("RGB", size, (255, 252, 246)), mask=_clouds(size, rng))
    return base


def _ridge(
    draw: ImageDraw.ImageDraw,
    rng: random.Random,
    size: tuple[int, int],
    *,
    height: float,
    colour: Rgb,
) -> None:
    width, full = size
    phases = [
        (rng.uniform(0, 6.3), rng.uniform(1.5, 7), rng.uniform(0.2, 1))
        for _ in range(5)
    ]
    points = []
    for x in range(0, width + 24, 24):
        wave = sum(a * math.sin(p + f * x / width * 6.3) for p, f, a in phases)
        points.append((x, full * height + wave * full * 0.012))
    draw.polygon([*points, (width, full), (0, full)], fill=colour)


def _hall(
    draw: ImageDraw.ImageDraw,
    *,
    x: float,
    base: float,
    width: float,
    height: float,
    light: _Light,
    lit: bool,
) -> None:
    wall = _mix(light.horizon, light.shade, 0.45)
    draw.rectangle((x, base - height, x + width, base), fill=wall)
    teeth = max(2, int(width // max(height * 0.9, 1)))
    step = width / teeth
    for i in range(teeth):
        left = x + i * step
        draw.polygon(
            [
                (left, base - height),
                (left, base - height * 1.35),
                (left + step, base - height),
            ],
            fill=_mix(wall, light.shade, 0.5),
        )
    glass = (255, 226, 150) if lit else _mix(light.zenith, (255, 255, 255), 0.35)
    pane = max(3.0, height * 0.16)
    cursor = x + pane
    while cursor + pane < x + width:
        for row in (0.72, 0.42):
            top = base - height * row
            draw.rectangle(
                (cursor, top, cursor + pane * 0.72, top + pane * 0.9), fill=glass
            )
        cursor += pane * 1.45


def _turbine(
    draw: ImageDraw.ImageDraw,
    rng: random.Random,
    *,
    x: float,
    base: float,
    height: float,
    colour: Rgb,
) -> None:
    hub = (x, base - height)
    stem = height * 0.018
    draw.polygon(
        [
            (x - stem, base),
            (x + stem, base),
            (x + stem * 0.5, hub[1]),
            (x - stem * 0.5, hub[1]),
        ],
        fill=colour,
    )
    start = rng.uniform(0, 2.1)
    for blade in range(3):
        angle = start + blade * 2 * math.pi / 3
        tip = (
            hub[0] + math.cos(angle) * height * 0.55,
            hub[1] + math.sin(angle) * height * 0.55,
        )
        side = (
            math.cos(angle + 1.57) * stem * 0.9,
            math.sin(angle + 1.57) * stem * 0.9,
        )
        draw.polygon(
            [
                (hub[0] - side[0], hub[1] - side[1]),
                (hub[0] + side[0], hub[1] + side[1]),
                tip,
            ],
            fill=colour,
        )
    draw.ellipse(
        (
            hub[0] - stem * 1.4,
            hub[1] - stem * 1.4,
            hub[0] + stem * 1.4,
            hub[1] + stem * 1.4,
        ),
        fill=colour,
    )


def _water(image: Image.Image, line: float, light: _Light) -> None:
    """Mirror what stands above the line into the water below it."""
    width, height = image.size
    top = round(height * line)
    depth = height - top
    mirror = (
        image.crop((0, max(0, top - depth), width, top))
        .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .resize((width, depth))
    )
    mirror = mirror.filter(ImageFilter.BoxBlur(max(2, width // 300)))
    tint = Image.new("RGB", mirror.size, _mix(light.zenith, light.shade, 0.4))
    image.paste(Image.blend(mirror, tint, 0.45), (0, top))
    draw = ImageDraw.Draw(image)
    rng = random.Random(7)  # noqa: S311  ripples need no secrecy
    for _ in range(260):
        y = top + rng.random() ** 0.6 * depth
        x = rng.random() * width
        length = width * 0.01 + (y - top) * 0.12
        draw.line(
            (x, y, x + length, y),
            fill=_mix(light.horizon, light.zenith, rng.random()),
            width=max(1, height // 700),
        )


def _shore(image: Image.Image, rng: random.Random, light: _Light) -> None:
    draw = ImageDraw.Draw(image)
    size = image.size
    _ridge(draw, rng, size, height=0.56, colour=_mix(light.horizon, light.land, 0.45))
    for i in range(7):
        far = 0.5 + 0.5 * abs(i - 3) / 3
        _turbine(
            draw,
            rng,
            x=size[0] * (0.07 + i * 0.142 + rng.uniform(-0.02, 0.02)),
            base=size[1] * 0.63,
            height=size[1] * 0.44 * far,
            colour=_mix((250, 250, 248), light.horizon, 0.25),
        )
    _water(image, 0.62, light)


def _riverside(image: Image.Image, rng: random.Random, light: _Light) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    _ridge(
        draw, rng, image.size, height=0.44, colour=_mix(light.horizon, light.land, 0.5)
    )
    x = -width * 0.02
    while x < width:
        span = width * rng.uniform(0.1, 0.2)
        _hall(
            draw,
            x=x,
            base=height * 0.64,
            width=span,
            height=height * rng.uniform(0.08, 0.17),
            light=light,
            lit=rng.random() < 0.6,
        )
        if rng.random() < 0.4:
            chimney = x + span * 0.8
            draw.rectangle(
                (chimney, height * 0.34, chimney + width * 0.008, height * 0.6),
                fill=light.shade,
            )
        x += span * rng.uniform(0.95, 1.15)
    _water(image, 0.64, light)


def _yard(image: Image.Image, rng: random.Random, light: _Light) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    _ridge(
        draw, rng, image.size, height=0.46, colour=_mix(light.horizon, light.land, 0.55)
    )
    draw.rectangle(
        (0, height * 0.62, width, height), fill=_mix(light.land, light.shade, 0.35)
    )
    for row, (line, size) in enumerate(((0.64, 0.16), (0.74, 0.22))):
        x = -width * 0.05 * row
        while x < width:
            span = width * rng.uniform(0.2, 0.32) * (1 + row * 0.3)
            _hall(
                draw,
                x=x,
                base=height * line,
                width=span,
                height=height * size,
                light=light,
                lit=row == 1,
            )
            x += span * 1.06
    for i in range(60):
        y = height * (0.8 + 0.2 * (i / 60) ** 1.4)
        draw.line(
            (0, y, width, y - height * 0.01),
            fill=_mix(light.land, light.horizon, rng.random() * 0.3),
            width=2,
        )
    for i in range(14):
        x, w = width * (0.03 + i * 0.07), width * 0.055
        y = height * (0.84 + 0.03 * (i % 3))
        colour = rng.choice(
            [(168, 60, 48), (46, 96, 138), (198, 152, 58), (76, 112, 84)]
        )
        draw.rectangle(
            (x, y, x + w, y + height * 0.045), fill=_mix(colour, light.shade, 0.2)
        )


def _terraces(image: Image.Image, rng: random.Random, light: _Light) -> None:
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for i in range(5):
        _ridge(
            draw,
            rng,
            image.size,
            height=0.36 + i * 0.1,
            colour=_mix(
                _mix(light.horizon, light.land, 0.3 + i * 0.16), light.shade, i * 0.08
            ),
        )
        if i == 2:
            for k in range(5):
                _hall(
                    draw,
                    x=width * (0.12 + k * 0.16),
                    base=height * 0.6,
                    width=width * 0.13,
                    height=height * rng.uniform(0.07, 0.12),
                    light=light,
                    lit=k % 2 == 0,
                )


SCENES: dict[
    str, tuple[Callable[[Image.Image, random.Random, _Light], None], _Light]
] = {
    "riverside": (_riverside, DAWN),
    "shore": (_shore, NOON),
    "yard": (_yard, DUSK),
    "terraces": (_terraces, CLOUDY),
}


def draw_scene(name: str, size: tuple[int, int] = (2560, 1706), seed: int = 1) -> bytes:
    """Return a drawn scene as JPEG bytes, the same for the same name, size and seed."""
    scene, light = SCENES[name]
    rng = random.Random(seed)  # noqa: S311  a picture needs no secrecy
    image = _sky(size, light, rng)
    scene(image, rng, light)
    image = image.filter(ImageFilter.GaussianBlur(max(0.6, size[0] / 2600)))
    shade = (
        Image.radial_gradient("L")
        .resize(size)
        .point(lambda v: 255 - v * v * 60 // 65025)
    )
    image = ImageChops.multiply(image, Image.merge("RGB", (shade,) * 3))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, dpi=(300, 300))
    return out.getvalue()


def draw_samples(folder: Path) -> tuple[Path, ...]:
    """Write one picture of each scene into a folder, named in dealing order."""
    paths = []
    for number, name in enumerate(("shore", "riverside", "yard", "terraces"), start=1):
        path = folder / f"{number}-{name}.jpg"
        path.write_bytes(draw_scene(name, seed=number))
        paths.append(path)
    return tuple(paths)
