"""What must be true of submissions at any moment (``manage.py check_invariants``)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db.models import Count

from submissions.models import IncomingRecord, Photo, Rendition, Submission
from submissions.services.mail.invariants import (
    damaged_mail_files,
    mails_are_recorded,
)
from submissions.services.read_invariants import (
    nothing_final_while_out,
    signatures_hold,
)

Check = Callable[[], tuple[bool, str]]

CHUNK = 1024**2
SHOWN = 5


def deliveries_are_once() -> tuple[bool, str]:
    """I2: the same content sent again is linked to the first piece."""
    shared = (
        IncomingRecord.objects.values("content_hash")
        .annotate(total=Count("pk"))
        .filter(total__gt=1)
        .values("content_hash")
    )
    pieces = Submission.objects.filter(incoming__content_hash__in=shared)
    first_of: dict[str, int] = {}
    loose = []
    for piece in pieces.select_related("incoming").order_by("pk"):
        content = piece.incoming.content_hash if piece.incoming else ""
        if first_of.setdefault(content, piece.pk) == piece.pk:
            continue
        if piece.duplicate_of_id is None:
            loose.append(piece.ref)
    return not loose, _named("not linked to the first", loose)


def all_is_searched() -> tuple[bool, str]:
    """I9: every piece stands in the index of the search."""
    missing = Submission.objects.filter(search_text=None)
    refs = list(missing.values_list("ref", flat=True)[: SHOWN + 1])
    return not refs, _named("not in the search", refs)


def originals_are_whole() -> tuple[bool, str]:
    """I3: every original matches its SHA-256, and every row's file exists."""
    wrong = [photo.key.hex for photo in Photo.objects.iterator() if not _whole(photo)]
    gone = [
        str(row.pk)
        for row in Rendition.objects.iterator()
        if not row.file.storage.exists(row.file.name or "")
    ]
    bad = [*wrong, *gone, *damaged_mail_files()]
    return not bad, _named("damaged or missing", bad)


def _whole(photo: Photo) -> bool:
    digest = hashlib.sha256()
    try:
        with photo.original.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == photo.sha256


def _named(what: str, names: list[str]) -> str:
    if not names:
        return ""
    return f"{len(names)} {what}: {', '.join(names[:SHOWN])}"


INVARIANTS: dict[str, Check] = {
    "I1": mails_are_recorded,
    "I2": deliveries_are_once,
    "I3": originals_are_whole,
    "I9": all_is_searched,
    "I10": signatures_hold,
    "I11": nothing_final_while_out,
}
