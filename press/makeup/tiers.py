"""Headline tiers and the wishes that go with a part on the page.

Points and lines; the source is the house's table of headline tiers.
"""

from __future__ import annotations

from dataclasses import dataclass

from press.makeup.model import Role


@dataclass(frozen=True, slots=True)
class Tier:
    """A headline tier: sizes of the 主题 in points, largest first, and its lines."""

    sizes: tuple[float, ...]
    max_lines: int = 2
    byline_size: float = 10.5

    @property
    def side_ratio(self) -> float:
        """Return the size of 引题 and 副题 against the 主题."""
        return 0.5 if self.sizes[0] >= 28 else 0.62


LEAD = Tier((60, 56, 52, 48, 45, 42), 2, 12)
SECOND = Tier((36, 34, 32, 30, 28), 2, 10.5)
ORDINARY = Tier((26, 24, 22, 20), 3)
BRIEF = Tier((18, 17, 16), 4, 9)

TIERS = {
    Role.LEAD: LEAD,
    Role.SECOND_LEAD: SECOND,
    Role.BASEMENT: SECOND,
    Role.ORDINARY: ORDINARY,
    Role.EDITORIAL: ORDINARY,
    Role.PHOTO_NEWS: BRIEF,
    Role.BRIEF: BRIEF,
    Role.FILLER: BRIEF,
}

MIN_LINE_FILL = 0.6  # of a headline line in its measure
MAX_LINE_CHARS = 28
MAX_HEAD_SHARE = 0.28  # of its block
MAX_LEAD_HEAD_SHARE = 0.36
MIN_LEG = 8  # lines
LEG_CHARS = (11, 34)
MAX_CROP = 0.15  # of one side of a photograph
PHOTO_ASPECTS = (4 / 3, 16 / 9)
