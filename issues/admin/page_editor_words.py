"""The words of the page editor that its script puts on the screen."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.makeup.plan import PhotoPlace

PLACES = [
    (PhotoPlace.OVER.value, gettext_lazy("above the headline")),
    (PhotoPlace.UNDER.value, gettext_lazy("between headline and text")),
    (PhotoPlace.FOOT.value, gettext_lazy("under the text")),
    (PhotoPlace.CORNER.value, gettext_lazy("at the head of the last legs")),
    (PhotoPlace.FOOT_CORNER.value, gettext_lazy("at the foot of the last legs")),
]
CORNERS = [
    ("foot right", gettext_lazy("foot, right")),
    ("foot left", gettext_lazy("foot, left")),
    ("head right", gettext_lazy("head, right")),
    ("head left", gettext_lazy("head, left")),
]


def editor_words() -> dict[str, str]:
    """Return them in the reader's language; names in braces are filled in."""
    return {**_states(), **_blocks(), **_others()}


def _states() -> dict[str, str]:
    return {
        "saved": _("Saved."),
        "unsaved": _("Not saved yet."),
        "saving": _("Saving…"),
        "undone": _("Undone."),
        "redone": _("Done again."),
        "offline": _("The server does not answer. Your blocks are kept here."),
        "kept": _("These are the blocks that you had not saved."),
        "kept_old": _(
            "You had blocks that were not saved, but the page has been changed since;"
            " compare before you save."
        ),
        "fill": _("Fill {percent}%"),
        "over": _("Overset lines {lines}"),
        "reload": _("Your session has ended. Sign in again in another window."),
    }


def _blocks() -> dict[str, str]:
    return {
        "block": _("{name}: columns {left} to {right}, lines {top} to {foot}"),
        "cells": _("columns {left}–{right}, lines {top}–{foot}"),
        "swap": _("Choose the block to swap places with; Esc leaves all as it is."),
        "none": _("not on the page"),
        "put_on": _("Put on the page"),
        "no_room": _("No room for a block is free; make one smaller first."),
        "earlier": _("Earlier in the order: {name}"),
        "later": _("Later in the order: {name}"),
        "focus": _("Click the point that a crop keeps in view."),
    }


def _others() -> dict[str, str]:
    return {
        "looking": _("{name} is looking at the page"),
        "editing": _("{name} is editing the page"),
        "newer": _(
            "Somebody else has saved the page meanwhile. Your blocks are kept here;"
            " look at both before you decide."
        ),
        "differ": _("Another block: {names}."),
        "same": _("Your blocks and theirs are the same."),
        "theirs": _("This is the page as it was saved."),
        "show_theirs": _("Show theirs"),
        "show_mine": _("Show mine"),
    }
