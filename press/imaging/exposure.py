"""Tell of a photograph that it is too dark, too bright, flat, or clipped."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image

from press.imaging.judgements import Judgement, JudgementCode

SIDE = 400  # pixels; enough to count in
DARK_HALF, DARK_TENTH = 32, 110  # half of it darker, nine tenths darker
BRIGHT_HALF, BRIGHT_TENTH = 225, 150  # half of it brighter, nine tenths brighter
LEAST_RANGE = 80  # between the darkest and the brightest hundredth
WHITE, BLACK = 253, 3
MOST_WHITE, MOST_BLACK = 0.25, 0.45  # shares of the picture


def judge_exposure(upright: Image.Image) -> tuple[Judgement, ...]:
    """Say what is unusual in the brightness of an sRGB picture.

    Numbers: ``median`` and ``range`` of 0 to 255, ``white`` and ``black`` shares.
    """
    grey = upright.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    tones = np.asarray(grey)
    low, tenth, half, ninth, high = np.percentile(tones, (1, 10, 50, 90, 99))
    numbers = {
        "median": round(float(half), 1),
        "range": round(float(high - low), 1),
        "white": round(float((tones >= WHITE).mean()), 3),
        "black": round(float((tones <= BLACK).mean()), 3),
    }
    dark = half < DARK_HALF and ninth < DARK_TENTH
    bright = half > BRIGHT_HALF and tenth > BRIGHT_TENTH
    codes = _codes(numbers, dark=bool(dark), bright=bool(bright))
    return tuple(Judgement(code, numbers) for code in codes)


def _codes(
    numbers: dict[str, float], *, dark: bool, bright: bool
) -> Iterator[JudgementCode]:
    if dark:
        yield JudgementCode.VERY_DARK
    elif bright:
        yield JudgementCode.VERY_BRIGHT
    elif numbers["range"] < LEAST_RANGE:
        yield JudgementCode.WASHED_OUT
    if numbers["white"] > MOST_WHITE:
        yield JudgementCode.HIGHLIGHTS_CLIPPED
    if numbers["black"] > MOST_BLACK:
        yield JudgementCode.SHADOWS_CLIPPED
