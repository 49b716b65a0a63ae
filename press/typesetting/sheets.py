"""A style sheet: every named style of a page format and its headline tiers.

``HOUSE`` is what ``styles`` says.  A format keeps only what it changes
(``changing``); what flows with the body stands on the leading of the page's grid
(``on``), whatever that is.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache

from press.typesetting import styles
from press.typesetting.model import Cmyk, TextStyle

# What stands on the baseline grid: its leading is the grid's, never its own.
ON_GRID = (
    *("byline", "body", "subhead", "summary", "editors_note", "verse", "table"),
    *("section_label", "editorial", "photo_news", "photo_news_credit"),
)
TIER_NAMES = ("lead", "second", "ordinary", "brief")


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


# The house's tiers, points and lines (domain.md B7b).
LEAD = Tier((60, 56, 52, 48, 45, 42), 2, 12)
SECOND = Tier((36, 34, 32, 30, 28), 2, 10.5)
ORDINARY = Tier((26, 24, 22, 20), 3)
BRIEF = Tier((18, 17, 16), 4, 9)


@dataclass(frozen=True)
class StyleSheet:
    """Every style of a format; ``body_size`` and ``leading`` are what it is made for.

    ``box_weight`` and ``rule_weight`` are points: the frame of a boxed story and the
    rule between two stories.
    """

    body_size: float = styles.BODY_SIZE
    leading: float = styles.GRID
    kicker: TextStyle = styles.KICKER
    headline_lead: TextStyle = styles.HEADLINE_LEAD
    headline_second: TextStyle = styles.HEADLINE_SECOND
    headline: TextStyle = styles.HEADLINE
    headline_brief: TextStyle = styles.HEADLINE_BRIEF
    deck: TextStyle = styles.DECK
    byline: TextStyle = styles.BYLINE
    body: TextStyle = styles.BODY
    subhead: TextStyle = styles.SUBHEAD
    summary: TextStyle = styles.SUMMARY
    editors_note: TextStyle = styles.EDITORS_NOTE
    verse: TextStyle = styles.VERSE
    table: TextStyle = styles.TABLE
    caption: TextStyle = styles.CAPTION
    credit: TextStyle = styles.CREDIT
    editorial: TextStyle = styles.EDITORIAL
    photo_news: TextStyle = styles.PHOTO_NEWS
    photo_news_credit: TextStyle = styles.PHOTO_NEWS_CREDIT
    section_label: TextStyle = styles.SECTION_LABEL
    standing_head: TextStyle = styles.STANDING_HEAD
    nameplate: TextStyle = styles.NAMEPLATE
    paper_name: TextStyle = styles.PAPER_NAME
    motto: TextStyle = styles.MOTTO
    notes: TextStyle = styles.NOTES
    folio: TextStyle = styles.FOLIO
    contact: TextStyle = styles.CONTACT
    notice: TextStyle = styles.NOTICE
    imprint: TextStyle = styles.IMPRINT
    advert: TextStyle = styles.ADVERT
    advert_mark: TextStyle = styles.ADVERT_MARK
    lead: Tier = LEAD
    second: Tier = SECOND
    ordinary: Tier = ORDINARY
    brief: Tier = BRIEF
    box_weight: float = 0.6
    rule_weight: float = 0.3
    accent: Cmyk = styles.LEAD_RED

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, field.name) for field in fields(self)))

    def __hash__(self) -> int:
        """Hash once: a sheet is asked for with every headline that is tried."""
        return self._hash

    def on(self, body_size: float, leading: float) -> StyleSheet:
        """Return the sheet for a grid: what flows with the body stands on its lines.

        Sizes that belong to the body grow with it, to half points, and never beyond
        the leading.
        """
        if (self.body_size, self.leading) == (body_size, leading):
            return self
        return _on(self, body_size, leading)

    def named(self) -> dict[str, TextStyle]:
        """Return the paragraph styles by field, in the order a desk reads them."""
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), TextStyle)
        }

    def tiers(self) -> dict[str, Tier]:
        """Return the headline tiers by field, the largest first."""
        return {name: getattr(self, name) for name in TIER_NAMES}


@lru_cache(maxsize=64)
def _on(sheet: StyleSheet, body_size: float, leading: float) -> StyleSheet:
    ratio = body_size / sheet.body_size
    flowing = {
        name: _grown(getattr(sheet, name), ratio, leading)
        for name in ON_GRID
        if name != "body"
    }
    body = replace(sheet.body, size=body_size, leading=leading)
    # ``replace`` cannot name fields by a mapping of mixed types for mypy.
    changes: dict[str, object] = {
        **flowing,
        "body": body,
        "body_size": body_size,
        "leading": leading,
    }
    return replace(sheet, **changes)  # type: ignore[arg-type]


def _grown(style: TextStyle, ratio: float, leading: float) -> TextStyle:
    size = style.size if ratio == 1 else round(style.size * ratio * 2) / 2
    return replace(style, size=min(size, leading), leading=leading)


HOUSE = StyleSheet()
STYLES = {style.name: style for style in HOUSE.named().values()}
