"""How a story fits its block, in the words that stand at it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from press.makeup.model import StoryFit


def fit_sentence(fit: StoryFit) -> str:
    """Return how many lines a story has over or free, or that it fits."""
    if fit.overset_lines:
        return ngettext(
            "%(n)d line over, about %(chars)d characters",
            "%(n)d lines over, about %(chars)d characters",
            fit.overset_lines,
        ) % {"n": fit.overset_lines, "chars": fit.chars_over}
    free = fit.lines_given - fit.lines_needed
    if free:
        return ngettext("%(n)d line free", "%(n)d lines free", free) % {"n": free}
    return _("fits")
