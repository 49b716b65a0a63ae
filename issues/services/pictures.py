"""Photographs in the inks of the press, for the frames of a layout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from issues.models import FixedPiece
from issues.services.artworks import artworks_by_id
from press.composing.model import PressPicture, PrintProfile
from press.imaging.cmyk import to_press
from press.imaging.profile import default_profile, load_profile
from press.makeup.model import PageLayout, PictureFrame
from submissions.enums import RenditionKind
from submissions.models import Photo

# A broadsheet page 1,600 pixels wide has 104 of them to the inch.
SCREEN_PPI = 105.0


def house_profile() -> PrintProfile:
    """Return the printing house's profile, or ours for newsprint."""
    return _profile(settings.PRINT_PROFILE)


@lru_cache(maxsize=2)
def _profile(path: str) -> PrintProfile:
    return load_profile(Path(path)) if path else default_profile()


def screen_pictures(layout: PageLayout) -> dict[str, PressPicture]:
    """Return the pictures of a layout, fine enough for a screen, by id."""
    photos = photos_of(layout)
    others = {frame.picture for frame in layout.pictures} - photos.keys()
    booked = artworks_by_id(sorted(others))
    return {
        frame.picture: _screen_picture(
            _screen_bytes(photos[frame.picture])
            if frame.picture in photos
            else _artwork_bytes(booked[frame.picture]),
            frame,
        )
        for frame in layout.pictures
    }


def photos_of(layout: PageLayout) -> dict[str, Photo]:
    """Return the photographs that a layout shows, by picture id."""
    keys = [UUID(hex=frame.picture) for frame in layout.pictures]
    photos = Photo.objects.filter(key__in=keys).prefetch_related("renditions")
    return {photo.key.hex: photo for photo in photos}


def _screen_picture(data: bytes, frame: PictureFrame) -> PressPicture:
    return to_press(
        data,
        picture_id=frame.picture,
        width_pt=frame.box.width,
        height_pt=frame.box.height,
        profile=house_profile(),
        crop=frame.crop,
        target_ppi=SCREEN_PPI,
        allow_damaged=True,
        tiff=False,
    ).picture


def _artwork_bytes(piece: FixedPiece) -> bytes:
    with piece.artwork.open("rb") as file:
        return bytes(file.read())


def _screen_bytes(photo: Photo) -> bytes:
    """Return the reading rendition's bytes, or the original's when there is none."""
    for rendition in photo.renditions.all():
        if rendition.kind == RenditionKind.READING:
            with rendition.file.open("rb") as file:
                return bytes(file.read())
    with photo.original.open("rb") as file:
        return bytes(file.read())
