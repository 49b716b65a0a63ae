"""Proofs of a page: PDF of the stored layout, and its picture for the screen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desk.exceptions import Refused
from issues.models import Page
from issues.services.pictures import house_profile, screen_pictures
from press.composing.pdf import compose_pdf
from press.composing.png import render_png
from press.makeup.model import PageLayout
from press.makeup.serial import layout_from_json

PAGE_PIXELS = 1600
DRAFT_PIXELS = 480


def layout_of(page: Page) -> PageLayout:
    """Return the page's layout; refuse when it was never made up."""
    if page.layout is None:
        raise Refused(
            _("Page %(number)d has not been made up yet.") % {"number": page.number},
            code="page_not_made_up",
        )
    return layout_from_json(page.layout)


def proof_pdf(page: Page) -> bytes:
    """Return the page proof (大样) as PDF, with photographs as fine as a screen."""
    return compose_proof(layout_of(page), title=str(page))


def compose_proof(layout: PageLayout, *, title: str) -> bytes:
    """Return a PDF of one layout."""
    return compose_pdf(
        [layout],
        screen_pictures(layout),
        profile=house_profile(),
        title=title,
    )


def picture_of(layout: PageLayout, *, title: str, width: int) -> bytes:
    """Return a PNG of a layout, so many pixels wide."""
    return render_png(compose_proof(layout, title=title), 1, width)
