"""Which headline tier a part on the page has, and the wishes that go with it.

Points and lines; the tiers themselves belong to the style sheet of the format.
"""

from __future__ import annotations

from press.makeup.model import Role
from press.typesetting.model import TextStyle
from press.typesetting.sheets import StyleSheet, Tier

# The tier and the headline style of each part, by their names in the sheet.
TIER_OF = {
    Role.LEAD: ("lead", "headline_lead"),
    Role.SECOND_LEAD: ("second", "headline_second"),
    Role.BASEMENT: ("second", "headline_second"),
    Role.ORDINARY: ("ordinary", "headline"),
    Role.EDITORIAL: ("ordinary", "headline"),
    Role.PHOTO_NEWS: ("brief", "headline_brief"),
    Role.BRIEF: ("brief", "headline_brief"),
    Role.FILLER: ("brief", "headline_brief"),
}


def tier_of(sheet: StyleSheet, role: Role) -> Tier:
    """Return the sizes and lines that the headline of a part may have."""
    tier: Tier = getattr(sheet, TIER_OF[role][0])
    return tier


def headline_style(sheet: StyleSheet, role: Role) -> TextStyle:
    """Return the style that the headline of a part begins with."""
    style: TextStyle = getattr(sheet, TIER_OF[role][1])
    return style


MIN_LINE_FILL = 0.6  # of a headline line in its measure
MAX_LINE_CHARS = 28
MAX_HEAD_SHARE = 0.28  # of its block
MAX_LEAD_HEAD_SHARE = 0.36
MIN_LEG = 8  # lines
LEG_CHARS = (11, 34)
MAX_CROP = 0.15  # of one side of a photograph
PHOTO_ASPECTS = (4 / 3, 16 / 9)
