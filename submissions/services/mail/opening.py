"""Open what a mail brings: each part to a file of ours, read by what its bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from submissions.documents.model import Document, DocumentOutcome, DocumentPicture
from submissions.documents.reading import read_document
from submissions.mail.model import Attachment
from submissions.mail_enums import PartRole
from submissions.problems import Problem, ProblemCode
from submissions.upload_names import file_label

ARCHIVES = ("zip", "rar")
PICTURES = frozenset(
    ("jpeg", "jpg", "png", "heic", "heif", "tiff", "tif", "gif", "webp", "bmp")
)
# Smaller pictures are rules, logos and tracking dots, never for print. Pixels, bytes.
LEAST_SIDE, LEAST_BYTES = 120, 3000
MOST_PARTS = 400


UNREAD = Document(DocumentOutcome.OK)


@dataclass(frozen=True, slots=True)
class Opened:
    """A part with what was found in it; ``path`` is a file of ours in a work folder."""

    name: str
    path: Path
    size: int
    sha256: str
    within: str = ""
    inline: bool = False
    document: Document = UNREAD

    @property
    def is_picture(self) -> bool:
        return self.document.format in PICTURES

    @property
    def is_text(self) -> bool:
        return bool(self.document.blocks) and not self.is_picture

    @property
    def is_archive(self) -> bool:
        return self.document.format in ARCHIVES

    @property
    def reason(self) -> str:
        """Return in sentences what is odd about the part."""
        found = [self.document.reason] if self.document.reason else []
        found += [each for each in self.document.problems if each not in found]
        return " ".join(dict.fromkeys(each.sentence for each in found))[:400]

    @property
    def is_decoration(self) -> bool:
        """Tell whether a picture is too small to be meant for print."""
        if not self.document.pictures:
            return False
        picture = self.document.pictures[0]
        return is_small(picture, self.size) and bool(self.inline or self.within)


def is_small(picture: DocumentPicture, size: int) -> bool:
    """Tell whether a picture is a rule, a logo or a dot."""
    return min(picture.width, picture.height) < LEAST_SIDE or size < LEAST_BYTES


def role_of(part: Opened) -> PartRole:
    """Return what a part is at first sight."""
    if part.document.outcome == DocumentOutcome.REJECTED:
        return PartRole.REFUSED
    if part.document.outcome == DocumentOutcome.QUARANTINED:
        return PartRole.QUARANTINED
    if part.is_archive:
        return PartRole.ARCHIVE
    if part.is_picture:
        return PartRole.LEFT_OUT if part.is_decoration else PartRole.PHOTO
    return PartRole.DOCUMENT if part.is_text else PartRole.KEPT


def open_attachments(
    attachments: tuple[Attachment, ...], work: Path
) -> tuple[Opened, ...]:
    """Open every attachment; an archive is followed by its members, one level."""
    parts: list[Opened] = []
    for attachment in attachments:
        for part in _opened(attachment, work, len(parts)):
            if len(parts) < MOST_PARTS:
                parts.append(part)
    return tuple(parts)


def _opened(attachment: Attachment, work: Path, number: int) -> Iterator[Opened]:
    path = work / f"part-{number}"
    path.write_bytes(attachment.data)
    whole = _open(path, name=attachment.name, within="", inline=attachment.inline)
    yield whole
    for member in whole.document.members:
        yield _open(
            member.path,
            name=file_label(member.name),
            within=whole.name,
            inline=False,
        )


def _open(path: Path, *, name: str, within: str, inline: bool) -> Opened:
    folder = path.with_name(f"{path.name}.d")
    folder.mkdir()
    size = path.stat().st_size
    document = _EMPTY if not size else read_document(path, name=name, work=folder)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Opened(
        name=name,
        path=path,
        size=size,
        sha256=digest,
        within=within,
        inline=inline,
        document=document,
    )


_EMPTY = Document(DocumentOutcome.REJECTED, reason=Problem(ProblemCode.EMPTY))
