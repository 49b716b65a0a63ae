"""What a photograph is, as its bytes tell: type, size, frames, place, damage."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from PIL import Image

from press.imaging.box import boxed
from press.imaging.codec import travels
from press.imaging.opening import (
    CUT,
    DECODER_ERRORS,
    MAX_PIXELS,
    DamagedPictureError,
    PictureError,
    TooManyPixelsError,
    bombs_refused,
    load,
    open_picture,
    upright_size,
)
from press.imaging.sniffing import known_but_unsupported, sniff
from press.imaging.tiffs import is_foreign

GPS_IFD = 0x8825
POSITION_TAGS = frozenset((2, 4, 20, 22))  # of the camera, of what it was aimed at
CM_PER_INCH = 2.54
CHECK_WIDTH = 64  # a JPEG is read whole at an eighth of its size to find damage
CHUNK = 1024**2

Found = TypeVar("Found")


@travels
class PhotoCode(StrEnum):
    """Why a photograph is refused, held or noted; stable, for programs."""

    NOT_A_PICTURE = "not_a_picture"
    UNSUPPORTED = "unsupported"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    TRUNCATED = "truncated"
    SEVERAL_FRAMES = "several_frames"


@dataclass(frozen=True, slots=True)
class PhotoLimits:
    """How much of a photograph is taken: bytes of the file, pixels of the picture."""

    max_bytes: int = 200_000_000
    max_pixels: int = MAX_PIXELS


@dataclass(frozen=True, slots=True)
class PhotoRefusal:
    """A file that is not taken as a photograph; ``reason`` is for people."""

    code: PhotoCode
    reason: str
    outcome: str = "rejected"  # or "quarantined"
    sha256: str = ""


@travels
@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """Verified facts of a photograph; sizes are upright.

    ``cm_at_300`` and ``cm_at_200`` are the width and height at which it may be printed.
    ``damaged`` ones are kept and must not be printed before an editor has agreed.
    """

    format: str
    mode: str
    width: int
    height: int
    frames: int
    gps_in_original: bool
    sha256: str
    damaged: bool = False
    notes: tuple[PhotoCode, ...] = ()

    @property
    def cm_at_300(self) -> tuple[float, float]:
        return self._cm(300)

    @property
    def cm_at_200(self) -> tuple[float, float]:
        return self._cm(200)

    @property
    def outcome(self) -> str:
        return "quarantined" if self.damaged else "ok"

    @property
    def reason(self) -> str:
        return " ".join(SENTENCES[note] for note in self.notes)

    def _cm(self, ppi: int) -> tuple[float, float]:
        size = (self.width, self.height)
        width, height = (round(side / ppi * CM_PER_INCH, 1) for side in size)
        return width, height


SENTENCES = {
    PhotoCode.NOT_A_PICTURE: "The file is not a picture, whatever its name says.",
    PhotoCode.UNSUPPORTED: "We cannot take this kind of picture; please send a JPEG.",
    PhotoCode.TOO_MANY_PIXELS: "The picture has more pixels than we take.",
    PhotoCode.TOO_LARGE: "The file is larger than we take.",
    PhotoCode.DAMAGED: "The picture is damaged and cannot be opened.",
    PhotoCode.TRUNCATED: "The picture breaks off: part of the file is missing.",
    PhotoCode.SEVERAL_FRAMES: "The file has several frames; only the first is used.",
}
DEFAULT_LIMITS = PhotoLimits()


def inspect_photo(
    source: bytes | Path, *, limits: PhotoLimits = DEFAULT_LIMITS
) -> PhotoFacts | PhotoRefusal:
    """Return the facts of a photograph, or why it is refused; never raise for it."""
    received = receive(source, limits)
    if isinstance(received, PhotoRefusal):
        return received
    return answered(
        lambda: _read_facts(source, digest=received, max_pixels=limits.max_pixels),
        received,
    )


def receive(source: bytes | Path, limits: PhotoLimits) -> str | PhotoRefusal:
    """Return a file's hash, or why it is refused before any decoder sees it."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.max_bytes:
        return _refusal(PhotoCode.TOO_LARGE, "")
    digest, head = hashlib.sha256(), b""
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        while chunk := file.read(CHUNK):
            head = head or chunk[:1024]
            digest.update(chunk)
        taken = sniff(head) and not (sniff(head) == "TIFF" and is_foreign(file))
    if taken:
        return digest.hexdigest()
    known = sniff(head) or known_but_unsupported(head)
    code = PhotoCode.UNSUPPORTED if known else PhotoCode.NOT_A_PICTURE
    return _refusal(code, digest.hexdigest())


def answered(job: Callable[[], Found], digest: str) -> Found | PhotoRefusal:
    """Do a job with a decoder; what it cannot do becomes a refusal."""
    try:
        return job()
    except TooManyPixelsError:
        return _refusal(PhotoCode.TOO_MANY_PIXELS, digest)
    except PictureError:
        return _refusal(PhotoCode.DAMAGED, digest, outcome="quarantined")


def picture_size(path: Path) -> tuple[int, int] | None:
    """Return the upright size a picture's header tells, without decoding it."""
    try:
        return _read_size(path)
    except PictureError:
        return None


@boxed
def _read_size(file: BinaryIO) -> tuple[int, int]:
    with open_picture(file) as image:
        return upright_size(image)


@boxed
def _read_facts(file: BinaryIO, *, digest: str, max_pixels: int) -> PhotoFacts:
    with open_picture(file, max_pixels=max_pixels) as image:
        facts = header_facts(image, digest)
        image.draft(None, (CHECK_WIDTH, CHECK_WIDTH))
        return facts if decodes(image) else broken(facts)


def header_facts(image: Image.Image, digest: str) -> PhotoFacts:
    """Return what a picture tells before it is decoded."""
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    mode, (width, height) = image.mode, upright_size(image)
    has_position = _has_position(image)
    frames = _frame_count(image)
    return PhotoFacts(
        format="HEIC" if kind == "HEIF" else kind,
        mode=mode,
        width=width,
        height=height,
        frames=frames,
        gps_in_original=has_position,
        sha256=digest,
        notes=(PhotoCode.SEVERAL_FRAMES,) * (frames > 1),
    )


def broken(facts: PhotoFacts) -> PhotoFacts:
    """Return the facts of a picture that does not decode to its end."""
    notes = (PhotoCode.TRUNCATED, *facts.notes)
    return replace(facts, damaged=True, notes=notes)


def decodes(image: Image.Image) -> bool:
    """Decode the first frame and tell whether it came to its end."""
    try:
        load(image)
    except DamagedPictureError:
        return False
    return not image.info.get(CUT)


def _refusal(code: PhotoCode, digest: str, outcome: str = "rejected") -> PhotoRefusal:
    return PhotoRefusal(code, SENTENCES[code], outcome, digest)


def _has_position(image: Image.Image) -> bool:
    """Say whether Exif or XMP tell where the picture was taken."""
    packet = image.info.get("xmp", b"")
    text = packet if isinstance(packet, bytes) else str(packet).encode()
    if b"GPSLatitude" in text or b"GPSLongitude" in text:
        return True
    try:
        return not POSITION_TAGS.isdisjoint(image.getexif().get_ifd(GPS_IFD))
    except DECODER_ERRORS:
        return False


def _frame_count(image: Image.Image) -> int:
    try:
        with bombs_refused():
            return int(getattr(image, "n_frames", 1))
    except TooManyPixelsError:
        raise
    except DECODER_ERRORS:
        return 1
