"""What a page format adds up to, and what is wrong with it, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from press.makeup.grid import PageGrid
from press.makeup.grid_checks import GridFault, GridProblem, sums_of
from press.typesetting.sheet_changes import StyleFault, StyleProblem
from press.typesetting.sizes import write_size

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# The styles of a format as a desk calls them, in the order it reads them.
STYLE_NAMES: dict[str, _StrPromise] = {
    "kicker": gettext_lazy("Kicker"),
    "headline_lead": gettext_lazy("Headline of the lead"),
    "headline_second": gettext_lazy("Headline of second lead and basement"),
    "headline": gettext_lazy("Headline"),
    "headline_brief": gettext_lazy("Headline of briefs"),
    "deck": gettext_lazy("Deck"),
    "byline": gettext_lazy("Byline"),
    "body": gettext_lazy("Body"),
    "subhead": gettext_lazy("Subhead"),
    "summary": pgettext_lazy("style", "Summary"),
    "editors_note": gettext_lazy("Editor's note"),
    "verse": pgettext_lazy("style", "Verse"),
    "table": pgettext_lazy("style", "Table"),
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Photo credit"),
    "editorial": pgettext_lazy("style", "Editorial"),
    "photo_news": gettext_lazy("Photo news"),
    "photo_news_credit": gettext_lazy("Credit of photo news"),
    "section_label": gettext_lazy("Section label"),
    "standing_head": gettext_lazy("Standing head"),
    "nameplate": gettext_lazy("Nameplate"),
    "paper_name": gettext_lazy("Name of the paper"),
    "motto": gettext_lazy("Motto"),
    "notes": gettext_lazy("Number and date"),
    "folio": gettext_lazy("Folio"),
    "contact": gettext_lazy("Contact box"),
    "notice": gettext_lazy("Notice"),
    "imprint": gettext_lazy("Imprint"),
    "advert": gettext_lazy("Words of an advertisement"),
    "advert_mark": gettext_lazy("Mark of an advertisement"),
}
TIER_NAMES: dict[str, _StrPromise] = {
    "lead": pgettext_lazy("headline tier", "Lead"),
    "second": gettext_lazy("Second lead and basement"),
    "ordinary": pgettext_lazy("headline tier", "Ordinary"),
    "brief": gettext_lazy("Briefs"),
}
RULE_NAMES: dict[str, _StrPromise] = {
    "box_weight": gettext_lazy("Frame of a boxed story"),
    "rule_weight": gettext_lazy("Rule between two stories"),
}
NAMES = {**STYLE_NAMES, **TIER_NAMES, **RULE_NAMES}

GRID_SENTENCES: dict[GridFault, _StrPromise] = {
    GridFault.NOT_WHOLE: gettext_lazy(
        "Columns, characters, gap and lines are whole numbers; %(said)s is not."
    ),
    GridFault.TRIM: gettext_lazy(
        "A side of the trim is from %(least)s to %(most)s mm; %(said)s mm is not."
    ),
    GridFault.COLUMNS: gettext_lazy(
        "A page has from %(least)s to %(most)s type columns, not %(said)s."
    ),
    GridFault.CHARS: gettext_lazy(
        "A line of a column has from %(least)s to %(most)s characters, not %(said)s."
    ),
    GridFault.GAP: gettext_lazy(
        "The column gap is from %(least)s to %(most)s characters, not %(said)s."
    ),
    GridFault.LINES: gettext_lazy(
        "A page has from %(least)s to %(most)s lines, not %(said)s."
    ),
    GridFault.BODY: gettext_lazy(
        "Body type is from %(least)s to %(most)s pt, not %(said)s pt."
    ),
    GridFault.LEADING_TIGHT: gettext_lazy(
        "The leading of %(said)s pt is less than the body size of %(least)s pt; lines"
        " would overlap."
    ),
    GridFault.LEADING_LOOSE: gettext_lazy(
        "The leading of %(said)s pt is more than %(most)s pt, which is two and a half"
        " times the body size."
    ),
    GridFault.TOO_WIDE: gettext_lazy(
        "The type area is %(said)s mm wide; with margins of 8 mm the trim leaves"
        " %(most)s mm. Take fewer columns or characters, or a wider trim."
    ),
    GridFault.TOO_HIGH: gettext_lazy(
        "The type area is %(said)s mm high; with 12 mm at the head for the folio and"
        " 8 mm at the foot the trim leaves %(most)s mm. Take fewer lines or a smaller"
        " leading."
    ),
}
STYLE_SENTENCES: dict[StyleFault, _StrPromise] = {
    StyleFault.UNKNOWN: gettext_lazy("There is no style “%(style)s” to set so."),
    StyleFault.SIZE: gettext_lazy(
        "“%(style)s”: %(said)s is no size a newspaper sets; write a name such as 小五,"
        " or points from 5 to 120."
    ),
    StyleFault.LEADING: gettext_lazy(
        "“%(style)s”: a leading of %(said)s pt does not go with its size; it must be at"
        " least the size and at most three times it."
    ),
    StyleFault.BODY_SIZE: gettext_lazy(
        "The body size belongs to the grid; set it there, not among the styles."
    ),
    StyleFault.FACE: gettext_lazy("“%(style)s”: the face %(said)s is none of ours."),
    StyleFault.TIER_SIZES: gettext_lazy(
        "“%(style)s”: a tier has from 2 to 12 sizes, each smaller than the one before."
    ),
    StyleFault.TIER_LINES: gettext_lazy(
        "“%(style)s”: a headline has from 1 to 5 lines, not %(said)s."
    ),
    StyleFault.WEIGHT: gettext_lazy(
        "“%(style)s”: a rule is thicker than 0 and at most 4 pt, not %(said)s."
    ),
}


def grid_sentence(problem: GridProblem) -> str:
    """Say what is wrong with a format, with the numbers."""
    return str(GRID_SENTENCES[problem.fault]) % {
        "said": _number(problem.said),
        "least": _number(problem.least),
        "most": _number(problem.most),
    }


def style_sentence(problem: StyleProblem) -> str:
    """Say what is wrong with a style of a format."""
    name = NAMES.get(problem.style, problem.style)
    sentence = str(STYLE_SENTENCES[problem.fault])
    return sentence % {"style": name, "said": problem.said}


def sum_sentences(grid: PageGrid) -> tuple[str, ...]:
    """Add a format up as a desk does on paper."""
    sums = sums_of(grid)
    return (
        _(
            "Across: %(columns)d × %(chars)d characters and %(gaps)d gaps of %(gap)d"
            " are %(cells)d cells; at %(size)s pt that is %(width)s mm. The trim leaves"
            " %(side)s mm left and right."
        )
        % {
            "columns": grid.columns,
            "chars": grid.column_chars,
            "gaps": grid.columns - 1,
            "gap": grid.gap_chars,
            "cells": sums.cells_across,
            "size": _number(grid.body_size),
            "width": _mm(sums.width),
            "side": _mm(sums.side),
        },
        _(
            "Down: %(lines)d lines of %(leading)s pt are %(height)s mm. The trim leaves"
            " %(head)s mm at the head and %(foot)s mm at the foot."
        )
        % {
            "lines": grid.lines,
            "leading": _number(grid.leading),
            "height": _mm(sums.height),
            "head": _mm(sums.head),
            "foot": _mm(sums.foot),
        },
        _(
            "A page of nothing but text holds %(text)d characters; body type is"
            " %(named)s."
        )
        % {"text": sums.text_cells, "named": write_size(grid.body_size)},
    )


def again_sentence(pages: Sequence[object]) -> str:
    """Say which pages must be made up again; nothing where none must."""
    if not pages:
        return ""
    return ngettext(
        "Make this page up again: %(pages)s.",
        "Make these pages up again: %(pages)s.",
        len(pages),
    ) % {"pages": _(", ").join(str(page) for page in pages)}


def _mm(value: float) -> str:
    return f"{value:.1f}"


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
