"""Copyfit before make-up, in the words of a page editor: 五破三, 每行29字, 须46行."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from issues.models import PageGrid
from press.copy.model import Copy
from press.makeup.copyfit import Copyfit, Width, copyfit, widths_of
from press.makeup.model import PictureSpec, Story

NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class WordedFit:
    """A copyfit with its width's name and the sentence that says how it fits."""

    fit: Copyfit
    name: str
    sentence: str


def width_choices(grid: PageGrid) -> list[tuple[Width, str]]:
    """Return the widths a page of the format has, each with its name."""
    return [(width, width_name(width)) for width in widths_of(grid.to_press())]


def fit_in(
    copy: Copy,
    grid: PageGrid,
    width: Width,
    *,
    depth: int | None = None,
    pictures: Sequence[PictureSpec] = (),
) -> WordedFit:
    """Tell what words take in a width, and how they fit a block so many lines deep.

    Raises ``Refused`` for a width that the page has not, or a headline it cannot hold.
    """
    press = grid.to_press()
    if width not in set(widths_of(press)):
        raise Refused(
            _("The page has no width of %(columns)d columns in %(legs)d legs.")
            % {"columns": width.columns, "legs": width.legs},
            code="no_such_width",
        )
    story = Story("", 1, copy, pictures=tuple(pictures))
    found = copyfit(story, press, width, depth)
    if found is None:
        raise Refused(
            _("The words cannot be set in %(width)s; choose a wider block.")
            % {"width": width_name(width)},
            code="too_narrow",
        )
    return WordedFit(found, width_name(width), fit_sentence(found))


def width_name(width: Width) -> str:
    """Return what a width is called: 三栏, 五破三, 二栏长栏."""
    columns, legs = _numeral(width.columns), _numeral(width.legs)
    if width.columns == 1:
        return _("one column")
    if width.legs == width.columns:
        return _("%(columns)s columns") % {"columns": columns}
    if width.legs == 1:
        return _("%(columns)s columns in one leg") % {"columns": columns}
    return _("%(columns)s columns in %(legs)s legs") % {
        "columns": columns,
        "legs": legs,
    }


def fit_sentence(fit: Copyfit) -> str:
    """Say how many lines are needed, and with a room what is to be cut or is empty."""
    facts = {
        "width": width_name(fit.width),
        "chars": fit.chars,
        "needed": fit.needed,
        "given": fit.given,
        "over": fit.over_lines,
        "white": fit.white,
        "about": (fit.over_lines or fit.white) * fit.chars,
    }
    return _sentence(fit) % facts


def _sentence(fit: Copyfit) -> str:
    if fit.given is None:
        return _("%(width)s, %(chars)d characters a line: %(needed)d lines needed.")
    if fit.over_lines:
        return _(
            "%(width)s, %(chars)d characters a line: %(needed)d lines needed, room for"
            " %(given)d; cut %(over)d lines, about %(about)d characters."
        )
    if fit.white:
        return _(
            "%(width)s, %(chars)d characters a line: %(needed)d lines needed, room for"
            " %(given)d; %(white)d lines stay empty, about %(about)d characters."
        )
    return _(
        "%(width)s, %(chars)d characters a line: %(needed)d lines needed, room for"
        " %(given)d: it fits."
    )


def _numeral(number: int) -> str:
    """Return a number as the desk writes it before 破 and 栏."""
    is_chinese = (get_language() or "").startswith("zh")
    return NUMERALS[number] if is_chinese and number < len(NUMERALS) else str(number)
