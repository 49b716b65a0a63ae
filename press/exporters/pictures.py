"""Press pictures of a page: converted once, kept in a store where there is one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from press.composing.model import Encoding, PressPicture, PrintProfile
from press.exporters.contact_sheet import PREVIEW_PPI, ContactEntry
from press.exporters.snapshot import PageSnapshot, PictureSnapshot, picture_stem
from press.imaging.cmyk import JPEG_QUALITY, TARGET_PPI, PressRendition, to_press
from press.makeup.model import PictureFrame

PREVIEW_POINTS = 160.0  # long side on the contact sheet
RECIPE = f"1 {TARGET_PPI:g} {JPEG_QUALITY}"  # change it when conversion changes


class Store(Protocol):
    """Keeps bytes under a key between exports; losing them costs only time."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, value: bytes) -> None: ...


class NoStore:
    def get(self, _key: str) -> bytes | None:
        return None

    def put(self, _key: str, _value: bytes) -> None:
        return


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture with its file's stem: ``01-03-1`` of a story, ``01-booked-1``.

    ``headline`` is that of its story; a picture that is not placed has no frame.
    """

    stem: str
    headline: str
    picture: PictureSnapshot
    frame: PictureFrame | None


def page_pictures(page: PageSnapshot) -> Iterator[PagePicture]:
    """Yield the pictures of a page's stories by slot and order, then the artworks."""
    frames = {frame.picture: frame for frame in page.layout.pictures}
    for story in page.stories:
        for order, picture in enumerate(story.pictures, 1):
            stem = picture_stem(page, story, order)
            frame = frames.get(picture.id)
            yield PagePicture(stem, story.copy.headline, picture, frame)
    for order, picture in enumerate(page.artworks, 1):
        stem = f"{page.folder}-booked-{order}"
        yield PagePicture(stem, picture.caption, picture, frames.get(picture.id))


def contact_entry(
    entry: PagePicture, original: bytes, profile: PrintProfile, ppi: float
) -> ContactEntry:
    """Return a picture's cell of the contact sheet, with a small sample of it."""
    picture = entry.picture
    scale = PREVIEW_POINTS / max(picture.width, picture.height)
    preview = to_press(
        original,
        picture_id=entry.stem,
        width_pt=picture.width * scale,
        height_pt=picture.height * scale,
        profile=profile,
        target_ppi=PREVIEW_PPI,
        allow_damaged=picture.allow_damaged,
        tiff=False,
    )
    box = entry.frame.box if entry.frame else None
    return ContactEntry(
        name=entry.stem,
        headline=entry.headline,
        caption="" if picture.caption == entry.headline else picture.caption,
        credit=picture.credit,
        preview=preview.picture,
        width=picture.width,
        height=picture.height,
        printed=(box.width, box.height) if box else None,
        ppi=ppi,
    )


def press_rendition(
    placed: PagePicture, original: bytes, profile: PrintProfile, store: Store
) -> PressRendition:
    """Return a placed picture in press inks, from the store when it was made before."""
    frame = placed.frame
    if frame is None:
        raise ValueError(f"Picture {placed.stem} does not stand on the page.")
    key = _key(placed.picture, frame, profile)
    kept = store.get(key)
    if kept is not None:
        return _unpack(kept)
    made = to_press(
        original,
        picture_id=placed.picture.id,
        crop=frame.crop,
        width_pt=frame.box.width,
        height_pt=frame.box.height,
        profile=profile,
        allow_damaged=placed.picture.allow_damaged,
    )
    store.put(key, _pack(made))
    return made


def _key(picture: PictureSnapshot, frame: PictureFrame, profile: PrintProfile) -> str:
    facts = (
        RECIPE,
        picture.id,
        picture.sha256,
        [round(edge, 6) for edge in frame.crop],
        [round(frame.box.width, 3), round(frame.box.height, 3)],
        hashlib.sha256(profile.icc).hexdigest(),
        profile.ink_limit,
    )
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _pack(made: PressRendition) -> bytes:
    """Write a rendition as one line of facts, the TIFF, the samples of the PDF."""
    picture = made.picture
    facts = {
        "id": picture.id,
        "width": picture.width,
        "height": picture.height,
        "encoding": picture.encoding,
        "inverted": picture.inverted,
        "crop": picture.crop,
        "ppi": picture.ppi,
        "dpi": made.dpi,
        "tiff": len(made.tiff),
    }
    return json.dumps(facts).encode() + b"\n" + made.tiff + picture.data


def _unpack(kept: bytes) -> PressRendition:
    head, _, rest = kept.partition(b"\n")
    facts = json.loads(head)
    picture = PressPicture(
        id=facts["id"],
        width=facts["width"],
        height=facts["height"],
        data=rest[facts["tiff"] :],
        encoding=Encoding(facts["encoding"]),
        inverted=facts["inverted"],
        crop=tuple(facts["crop"]),
        ppi=facts["ppi"],
    )
    return PressRendition(picture, rest[: facts["tiff"]], tuple(facts["dpi"]))
