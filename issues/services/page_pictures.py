"""Pictures of made-up pages: drawn before the page is written, named by the layout."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from issues.models import Page
from issues.services.proofs import DRAFT_PIXELS, PAGE_PIXELS, picture_of
from press.makeup.model import PageLayout
from press.makeup.serial import layout_hash


def draw_page(page: Page, layout: PageLayout) -> str:
    """Draw a page for the screen; return the name of its file."""
    return _draw(page, layout, width=PAGE_PIXELS, ending=".png")


def draw_draft(page: Page, layout: PageLayout) -> str:
    """Draw a draft small, to choose by; return the name of its file."""
    return _draw(page, layout, width=DRAFT_PIXELS, ending="-small.png")


def pictures_in_use(page: Page) -> set[str]:
    """Return the names of the pictures a page and its drafts have now."""
    names = {page.preview.name, *page.drafts.values_list("preview", flat=True)}
    return {name for name in names if name}


def drop_pictures(names: Iterable[str]) -> None:
    """Throw pictures away that no page shows any more."""
    for name in names:
        default_storage.delete(name)


def _draw(page: Page, layout: PageLayout, *, width: int, ending: str) -> str:
    stem = f"{page.number:02d}-{layout_hash(layout)[:12]}"
    name = f"pages/{page.issue_id}/{stem}{ending}"
    if default_storage.exists(name):  # the same layout has the same picture
        return name
    drawn = picture_of(layout, title=str(page), width=width)
    return default_storage.save(name, ContentFile(drawn))
