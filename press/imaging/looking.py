"""One look at a photograph: its facts, copies, likeness and what is noticed about it.

All of it comes from one decoding, of a JPEG at the scale that its largest copy needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from press.imaging.box import boxed
from press.imaging.codec import travels
from press.imaging.colour import to_srgb
from press.imaging.exposure import judge_exposure
from press.imaging.facts import (
    DEFAULT_LIMITS,
    PhotoFacts,
    PhotoLimits,
    PhotoRefusal,
    answered,
    broken,
    decodes,
    header_facts,
    receive,
)
from press.imaging.judgements import Judgement
from press.imaging.likeness import Likeness, likeness
from press.imaging.opening import (
    DamagedPictureError,
    load,
    open_picture,
    orientation,
    turn,
)
from press.imaging.origins import judge_origin, read_traces
from press.imaging.renditions import LONG_SIDE, Rendition, RenditionKind, fitted, render
from press.imaging.sharpness import judge_sharpness

ALL_KINDS = tuple(RenditionKind)
LARGEST = max(LONG_SIDE.values())


@travels
@dataclass(frozen=True, slots=True)
class PhotoLook:
    """What one look at a photograph showed.

    A damaged picture is shown as far as it decodes; when nothing of it does, it has
    no renditions and no likeness.
    """

    facts: PhotoFacts
    renditions: tuple[Rendition, ...] = ()
    likeness: Likeness | None = None
    judgements: tuple[Judgement, ...] = ()


def look_at_photo(
    source: bytes | Path,
    *,
    name: str = "",
    limits: PhotoLimits = DEFAULT_LIMITS,
    kinds: tuple[RenditionKind, ...] = ALL_KINDS,
) -> PhotoLook | PhotoRefusal:
    """Look at a photograph, or say why it is refused; never raise for it.

    ``name`` is the name as it was sent: it only tells which messenger it went through.
    """
    received = receive(source, limits)
    if isinstance(received, PhotoRefusal):
        return received
    return answered(
        lambda: _look(
            source,
            digest=received,
            name=name,
            kinds=kinds,
            max_pixels=limits.max_pixels,
        ),
        received,
    )


@boxed
def _look(
    file: BinaryIO,
    *,
    digest: str,
    name: str,
    kinds: tuple[RenditionKind, ...],
    max_pixels: int,
) -> PhotoLook:
    with open_picture(file, max_pixels=max_pixels) as image:
        facts, traces = header_facts(image, digest), read_traces(image, name)
        image.draft(None, (LARGEST, LARGEST))
        if not decodes(image):
            return _look_at_broken(image, broken(facts), kinds)
        upright = _upright(image)
    return PhotoLook(
        facts=facts,
        renditions=tuple(render(upright, kinds)),
        likeness=likeness(upright, facts.width * facts.height),
        judgements=(
            *judge_origin(traces),
            *judge_sharpness(upright),
            *judge_exposure(upright),
        ),
    )


def _look_at_broken(
    image: Image.Image, facts: PhotoFacts, kinds: tuple[RenditionKind, ...]
) -> PhotoLook:
    """Show what came before the damage; nobody judges it."""
    try:
        load(image, allow_damaged=True)
        return PhotoLook(facts, tuple(render(_upright(image), kinds)))
    except (DamagedPictureError, ValueError):
        return PhotoLook(facts)


def _upright(image: Image.Image) -> Image.Image:
    held, icc = orientation(image), image.info.get("icc_profile")
    return turn(to_srgb(fitted(image, LARGEST), icc), held)
