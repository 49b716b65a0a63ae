"""How a block is divided, in the words of the trade: 五栏, 五破三."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

NUMERALS = (
    pgettext_lazy("columns of type", "one"),
    pgettext_lazy("columns of type", "two"),
    pgettext_lazy("columns of type", "three"),
    pgettext_lazy("columns of type", "four"),
    pgettext_lazy("columns of type", "five"),
    pgettext_lazy("columns of type", "six"),
    pgettext_lazy("columns of type", "seven"),
    pgettext_lazy("columns of type", "eight"),
    pgettext_lazy("columns of type", "nine"),
    pgettext_lazy("columns of type", "ten"),
    pgettext_lazy("columns of type", "eleven"),
    pgettext_lazy("columns of type", "twelve"),
)


def legs_words(columns: int, legs: int) -> str:
    """Return the name of a division of so many columns into so many legs."""
    names = {"columns": _numeral(columns), "legs": _numeral(legs)}
    if columns == legs:
        return _("%(columns)s columns wide") % names
    return _("%(columns)s columns in %(legs)s legs") % names


def _numeral(number: int) -> str:
    if not 1 <= number <= len(NUMERALS):
        return str(number)
    return str(NUMERALS[number - 1])
