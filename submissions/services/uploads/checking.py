"""What is not taken: told before it is sent where that is possible, always kindly."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from press.imaging.facts import PhotoCode
from press.imaging.sniffing import known_but_unsupported, sniff
from submissions import limits
from submissions.documents.sniffing import sniff_head
from submissions.enums import UploadPurpose, UploadState
from submissions.models import Upload
from submissions.services.deliveries import has_arrived
from submissions.services.photo_words import sender_sentence

if TYPE_CHECKING:
    from uuid import UUID

    from submissions.models import UploadLink

HEAD = 4096  # bytes that tell what a file is
SPARE_BYTES = 200 * 1024**2  # left on the disk for the database, whatever arrives

READ_AS_WORDS = frozenset(
    ("docx", "doc", "works", "rtf", "html", "mht", "wordml", "txt")
)
MAY_BE_WORDS = READ_AS_WORDS | {"ole", "zip", "rar"}
PICTURES = frozenset(("jpeg", "png", "tiff", "gif", "webp", "heic", "bmp"))
PACKED = frozenset(("zip", "rar", "7z", "gz", "bz2", "xz", "tar"))


def most_bytes(purpose: str) -> int:
    """Return how large a file may be."""
    return {
        UploadPurpose.PHOTO: limits.PHOTO_BYTES,
        UploadPurpose.DOCUMENT: limits.DOCUMENT_BYTES,
        UploadPurpose.CLEARANCE: limits.CLEARANCE_BYTES,
    }[UploadPurpose(purpose)]


def most_files(purpose: str) -> int:
    """Return how many files of a purpose a form may have."""
    return {
        UploadPurpose.PHOTO: limits.PHOTOS,
        UploadPurpose.DOCUMENT: limits.DOCUMENTS,
        UploadPurpose.CLEARANCE: limits.CLEARANCES,
    }[UploadPurpose(purpose)]


def refuse_size(purpose: str, size: int) -> None:
    """Refuse a file by the length it is announced with."""
    most = most_bytes(purpose)
    if size <= 0:
        raise Refused(
            _("This file is empty; choose the photograph again.")
            if purpose == UploadPurpose.PHOTO
            else _("This file is empty; choose it again."),
            code="empty",
        )
    if size > most:
        sentence = (
            _("This photograph is larger than %(size)d MB; send it smaller.")
            if purpose == UploadPurpose.PHOTO
            else _("This file is larger than %(size)d MB; send a smaller one.")
        )
        raise Refused(sentence % {"size": most // 1024**2}, code="too_large")


def refuse_many(
    purpose: str, size: int, *, form_key: UUID | None, link: UploadLink | None
) -> None:
    """Refuse one file more, or more bytes, than a form or a link takes of a kind."""
    most = most_files(purpose)
    beside = Upload.objects.filter(form_key=form_key)
    if form_key is None:
        beside = Upload.objects.filter(link=link)
    beside = beside.filter(purpose=purpose).exclude(state=UploadState.REFUSED)
    here = beside.aggregate(count=Count("pk"), size=Sum("byte_size"))
    if here["count"] >= most:
        raise Refused(_too_many(purpose) % {"most": most}, code="too_many")
    if form_key is not None and (here["size"] or 0) + size > limits.ALL_BYTES:
        raise Refused(
            _("The photographs have more than %(most)d MB together. Send fewer.")
            % {"most": limits.ALL_BYTES // 1024**2},
            code="too_many",
        )


def _too_many(purpose: str) -> str:
    if purpose == UploadPurpose.PHOTO:
        return _(
            "This form already has %(most)d photographs; send the rest with another."
        )
    return _("This form already has %(most)d such files; take one out first.")


def refuse_sent(form_key: UUID) -> None:
    """Refuse files for a form whose piece is here."""
    if has_arrived(form_key):
        raise Refused(
            _("This piece has been sent already; the file was not added to it."),
            code="sent",
        )


def refuse_full_disk(size: int) -> None:
    """Refuse what the disk could not hold, before it is sent."""
    if shutil.disk_usage(settings.GUIDEKIT_HOME).free - size < SPARE_BYTES:
        raise OSError(28, "Too little is left on the disk for this upload")


def format_of(purpose: str, head: bytes) -> str:
    """Return the format that a file's first bytes tell; refuse what we cannot use."""
    return JUDGES[UploadPurpose(purpose)](head)


def _photograph(head: bytes) -> str:
    kind = sniff(head)
    if kind:
        return kind
    known = known_but_unsupported(head)
    if known == "video":
        raise Refused(
            _("This is a video; we take photographs. Send a picture of it as JPEG."),
            code="unsupported",
        )
    if known:
        raise Refused(
            _("We cannot take %(format)s files; send the photograph as JPEG.")
            % {"format": known},
            code="unsupported",
        )
    if sniff_head(head) in ("ole", "zip", "rtf"):
        raise Refused(
            _("This is a Word file or an archive, not a photograph. Add it as text."),
            code="no_photograph",
        )
    raise Refused(sender_sentence(PhotoCode.NOT_A_PICTURE), code="no_photograph")


def _document(head: bytes) -> str:
    form = sniff_head(head)
    if form not in MAY_BE_WORDS:
        refuse_as_document(form)
    return form


def refuse_as_document(form: str) -> None:
    """Say why a file of this format is not read as a piece's text."""
    if form in PICTURES:
        sentence = _("This is a picture; add it among the photographs.")
    elif form == "pdf":
        sentence = _("We cannot read PDF files here; send the Word file instead.")
    elif form in PACKED:
        sentence = _("This is an archive; unpack it and send the Word file in it.")
    elif form == "encrypted":
        sentence = _(
            "This file has a password; take the password off and send it again."
        )
    else:
        sentence = _("This is no Word file, whatever its name says; choose another.")
    raise Refused(sentence, code="no_document")


def _clearance(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "PDF"
    kind = sniff(head)
    if kind:
        return kind
    raise Refused(
        _("Send the stamped page as a picture or as a PDF."), code="no_clearance"
    )


JUDGES: dict[UploadPurpose, Callable[[bytes], str]] = {
    UploadPurpose.PHOTO: _photograph,
    UploadPurpose.DOCUMENT: _document,
    UploadPurpose.CLEARANCE: _clearance,
}
