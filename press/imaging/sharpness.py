"""Tell whether anything in a photograph is sharp; one sharp place is enough.

Differences between neighbours are set beside differences at eight pixels' distance,
tile by tile: an edge smeared over sigma pixels makes the former small against the
latter, whatever its contrast.  The best tiles speak, so that a portrait before a
melting background is sharp; tiles without contrast (fog, night) say nothing; what the
flattest tile holds is taken for grain and subtracted.
"""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from press.imaging.judgements import Judgement, JudgementCode

Plane = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

SMALL, LARGE = 800, 1600  # long sides in pixels at which it is looked at
TILE = 64  # pixels
FAR = 8  # pixels
LEAST_CONTRAST = 12.0  # root mean square of far differences, of 255
MOST_GRAIN = 2 * 5.0**2  # what is taken for grain at most
LEAST_SHARE = 0.05  # of the energy of the tile with most contrast
OVER_GRAIN = 6.0  # times the grain that a tile must hold
BEST = 3  # of the tiles, so that one speck does not speak for all
LEAST_TILES = 6
SMEARED_SMALL, SMEARED_LARGE = 2.0, 1.9  # sigma in pixels, at each size


def judge_sharpness(upright: Image.Image) -> tuple[Judgement, ...]:
    """Say ``blurred`` (at any size) or ``soft`` (fit for half the size) or nothing.

    Numbers hold ``sigma_800`` and ``sigma_1600``: how far an edge is smeared, in
    pixels of the picture at 800 and 1600 pixels.
    """
    side = max(upright.size)
    if side < SMALL:
        return ()
    small = smear(_at(upright, SMALL))
    if small is None:
        return ()
    large = smear(_at(upright, LARGE)) if side >= LARGE else None
    numbers = {"sigma_800": round(small, 2)}
    if large is not None:
        numbers["sigma_1600"] = round(large, 2)
    if small > SMEARED_SMALL:
        return (Judgement(JudgementCode.BLURRED, numbers),)
    if large is not None and large > SMEARED_LARGE:
        return (Judgement(JudgementCode.SOFT, numbers),)
    return ()


def smear(grey: Image.Image) -> float | None:
    """Return how far the sharpest edges are smeared, in pixels; None: nobody knows."""
    samples = np.asarray(grey, dtype=np.float32)
    far = _energy(samples, FAR)
    near = _energy(samples, 1)[: far.shape[0], : far.shape[1]]
    grain = min(float(near.min(initial=MOST_GRAIN)), MOST_GRAIN)
    least = max(LEAST_CONTRAST**2, OVER_GRAIN * grain)
    telling = far - grain > max(least, LEAST_SHARE * float(far.max(initial=0)))
    if telling.sum() < LEAST_TILES:
        return None
    ratios = np.sort((near[telling] - grain) / (far[telling] - grain))[::-1]
    return _sigma_of(float(ratios[min(BEST, len(ratios)) - 1]))


def _at(image: Image.Image, side: int) -> Image.Image:
    scale = side / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    grey = image.convert("L")
    return grey if grey.size == size else grey.resize(size, Image.Resampling.HAMMING)


def _energy(samples: Plane, step: int) -> Plane:
    """Return the mean squared difference at a distance, the stronger way, by tiles."""
    across = _tiles(np.square(samples[:, step:] - samples[:, :-step]))
    down = _tiles(np.square(samples[step:, :] - samples[:-step, :]))
    rows = min(across.shape[0], down.shape[0])
    columns = min(across.shape[1], down.shape[1])
    across, down = across[:rows, :columns], down[:rows, :columns]
    return across + down


def _tiles(squares: Plane) -> Plane:
    rows, columns = squares.shape[0] // TILE, squares.shape[1] // TILE
    cut = squares[: rows * TILE, : columns * TILE]
    means = cut.reshape(rows, TILE, columns, TILE).mean(axis=(1, 3))
    return np.asarray(means, dtype=np.float32)


def _ratio_of(sigma: float) -> float:
    """Return the ratio that an edge smeared by a Gaussian of ``sigma`` makes.

    The squared difference of two such edges a distance d apart adds up to
    d·erf(d/2σ) − (2σ/√π)·(1 − exp(−d²/4σ²)).
    """

    def at(d: float) -> float:
        rest = 2 * sigma / math.sqrt(math.pi) * (1 - math.exp(-((d / 2 / sigma) ** 2)))
        return d * math.erf(d / 2 / sigma) - rest

    return at(1) / at(FAR)


SIGMAS = tuple(step / 20 for step in range(4, 241))
RATIOS = tuple(_ratio_of(sigma) for sigma in SIGMAS)


def _sigma_of(ratio: float) -> float:
    """Return the sigma of a ratio; the sharper an edge, the larger its ratio."""
    return next(
        (sigma for sigma, own in zip(SIGMAS, RATIOS, strict=True) if own <= ratio),
        SIGMAS[-1],
    )
