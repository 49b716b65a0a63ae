"""Artworks of booked pieces: found by the id a layout names them with, and frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext as _

from desk.jobs import GiveUp
from issues.models import FixedPiece, Page

Json = dict[str, Any]


def artworks_by_id(ids: Iterable[str]) -> dict[str, FixedPiece]:
    """Return booked pieces by the ids of their artworks, in one query."""
    wanted = Q()
    for one in ids:
        wanted |= Q(artwork_sha256__startswith=one)
    if not wanted:
        return {}
    pieces = FixedPiece.objects.filter(wanted).exclude(artwork="")
    return {piece.picture_id: piece for piece in pieces}


def frozen_artworks(page: Page) -> list[Json]:
    """Return the artworks of a page as its record keeps them; files never change."""
    pieces = page.fixed_pieces.exclude(artwork="").order_by("line", "column", "pk")
    return [
        {
            "id": piece.picture_id,
            "file": piece.artwork.name,
            "sha256": piece.artwork_sha256,
            "original_name": piece.artwork_name,
            "width": piece.artwork_width,
            "height": piece.artwork_height,
            "caption": str(piece),
        }
        for piece in pieces
    ]


def verified_artwork(file: str, sha256: str, name: str) -> bytes:
    """Return the bytes of an artwork; give up when they are not those booked."""
    try:
        with default_storage.open(file) as opened:
            data = bytes(opened.read())
    except OSError as error:
        raise GiveUp(_("The artwork %(name)s is missing.") % {"name": name}) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise GiveUp(
            _("The artwork %(name)s is no longer what was booked; replace it.")
            % {"name": name}
        )
    return data
