"""The drawing of a page for the screen, and the pictures that stand in it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from issues.models import FixedPiece, Page
from issues.services.picture_store import PictureStore
from press.composing.screen import PageDrawing, draw_screen
from press.imaging.renditions import RenditionKind, make_rendition
from press.makeup.model import PageLayout
from submissions.enums import RenditionKind as KeptKind
from submissions.models import Photo


def drawing_of(page: Page, layout: PageLayout) -> PageDrawing:
    """Return a layout of a page as a drawing, its pictures by their addresses."""
    return draw_screen(layout, address=lambda picture: picture_address(page, picture))


def picture_address(page: Page, picture: str) -> str:
    """Return where the picture of a page is served for the screen."""
    return reverse("issues:page-picture", args=(page.pk, picture))


def page_picture(page: Page, picture: str) -> bytes | None:
    """Return a picture of a page as JPEG for the screen; None when it has no such.

    Photographs of the stories placed on the page, and artworks booked on it.
    """
    photo = _photo(page, picture)
    if photo is not None:
        return _rendition(photo)
    pieces = FixedPiece.objects.filter(page=page, artwork_sha256__startswith=picture)
    piece = next((p for p in pieces if p.artwork and p.picture_id == picture), None)
    return None if piece is None else _artwork(piece)


def _photo(page: Page, picture: str) -> Photo | None:
    try:
        key = UUID(hex=picture)
    except ValueError:
        return None
    photos = Photo.objects.filter(key=key, submission__placement__page=page)
    return photos.prefetch_related("renditions").first()


def _rendition(photo: Photo) -> bytes:
    """Return the reading rendition, else one made from the original and kept."""
    for rendition in photo.renditions.all():
        if rendition.kind == KeptKind.READING:
            with rendition.file.open("rb") as file:
                return bytes(file.read())
    with photo.original.open("rb") as file:
        return _for_screen(f"screen:{photo.key.hex}", bytes(file.read()))


def _artwork(piece: FixedPiece) -> bytes:
    with piece.artwork.open("rb") as file:
        return _for_screen(f"screen:{piece.artwork_sha256}", bytes(file.read()))


def _for_screen(key: str, data: bytes) -> bytes:
    store = PictureStore()
    kept = store.get(key)
    if kept is None:
        kind = RenditionKind.READING
        kept = make_rendition(data, kind, allow_damaged=True).jpeg
        store.put(key, kept)
    return kept
