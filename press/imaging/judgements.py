"""What the judges of a photograph say: a code, its numbers, its reasons; no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from press.imaging.codec import travels

CM_PER_INCH = 2.54
MM_PER_CM = 10.0
GOOD_PPI, LEAST_PPI = 300.0, 200.0


@travels
class JudgementCode(StrEnum):
    """What may be wrong with a photograph; stable, for programs.

    None of it refuses a photograph: an editor looks, and decides.
    """

    WECHAT_COMPRESSED = "wechat_compressed"
    QQ_COMPRESSED = "qq_compressed"
    WEIBO_COMPRESSED = "weibo_compressed"
    DINGTALK_COMPRESSED = "dingtalk_compressed"
    RECOMPRESSED = "recompressed"
    SCREENSHOT = "screenshot"
    SOFT = "soft"
    BLURRED = "blurred"
    VERY_DARK = "very_dark"
    VERY_BRIGHT = "very_bright"
    WASHED_OUT = "washed_out"
    HIGHLIGHTS_CLIPPED = "highlights_clipped"
    SHADOWS_CLIPPED = "shadows_clipped"


@travels
class Because(StrEnum):
    """What a suspicion rests on."""

    NAME = "name"
    NO_CAMERA_DATA = "no_camera_data"
    SIZE = "size"
    TABLES = "tables"
    COMMENT = "comment"


@travels
@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing that was noticed; what ``numbers`` hold is told by each judge."""

    code: JudgementCode
    numbers: dict[str, float] = field(default_factory=dict)
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotFit:
    """How a photograph would print across a slot; ``ppi`` at its whole width."""

    name: str
    width_mm: float
    ppi: float

    @property
    def is_good(self) -> bool:
        return self.ppi >= GOOD_PPI

    @property
    def prints(self) -> bool:
        return self.ppi >= LEAST_PPI


@dataclass(frozen=True, slots=True)
class PrintSize:
    """How wide a photograph may be printed, in cm, and how it fits the page's slots."""

    cm_at_200: float
    cm_at_300: float
    fits: tuple[SlotFit, ...]

    @property
    def widest(self) -> SlotFit | None:
        """The widest slot that it prints across at 200 ppi or more."""
        return max(
            (fit for fit in self.fits if fit.prints),
            key=lambda fit: fit.width_mm,
            default=None,
        )


def print_size(width: int, slots: Sequence[tuple[str, float]]) -> PrintSize:
    """Judge an upright width in pixels against slots: their names and widths in mm."""
    fits = (
        SlotFit(name, mm, round(width / mm * MM_PER_CM * CM_PER_INCH, 1))
        for name, mm in slots
    )
    return PrintSize(
        cm_at_200=_cm(width, LEAST_PPI),
        cm_at_300=_cm(width, GOOD_PPI),
        fits=tuple(fits),
    )


def _cm(pixels: int, ppi: float) -> float:
    return round(pixels / ppi * CM_PER_INCH, 1)
