"""Uploads on their way up: begun, added to, and whole at last.

There is no well-kept tus server for Django, so this is our own, small and exact:
tus 1.0.0 asks for little more than a file that is appended to at a known offset.
The bytes go to disk as they come and never lie in memory; what had arrived when the
line was cut, or the process killed, is kept.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.services.jobs import enqueue
from submissions.enums import UploadPurpose, UploadState
from submissions.models import Upload
from submissions.services.uploads.checking import (
    HEAD,
    format_of,
    refuse_full_disk,
    refuse_many,
    refuse_sent,
    refuse_size,
)
from submissions.services.uploads.places import (
    bytes_here,
    guard_of,
    held_file,
    hold_form,
    make_file,
    path_of,
    remove_files,
    unverified_path,
)
from submissions.upload_names import file_label

if TYPE_CHECKING:
    from submissions.models import UploadLink

LOOK = "submissions.look_at_upload"
CHECKSUMS = ("sha1", "sha256")
READ = 1024**2


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a chunk is promised to hash to."""

    algorithm: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class FoundIn:
    """The Word file in which a photograph stood, and the words beside it."""

    document: Upload
    caption: str = ""
    credit: str = ""


def create_upload(
    *,
    name: str,
    size: int,
    purpose: str = UploadPurpose.PHOTO,
    form_key: UUID | None = None,
    link: UploadLink | None = None,
    found_in: FoundIn | None = None,
) -> Upload:
    """Begin an upload of ``size`` bytes; refuse now what would be refused later."""
    if form_key is None and link is None:
        raise Refused(_("Load the page again, please."), code="no_form")
    refuse_size(purpose, size)
    refuse_full_disk(size)
    # One at a time for a form, so that a limit counted is a limit kept.
    with hold_form(guard_of(form_key, link.pk if link else None)):
        if form_key is not None:
            refuse_sent(form_key)
        refuse_many(purpose, size, form_key=form_key, link=link)
        return _begin(
            name=name,
            size=size,
            purpose=purpose,
            form_key=form_key,
            link=link,
            found_in=found_in,
        )


def _begin(
    *,
    name: str,
    size: int,
    purpose: str,
    form_key: UUID | None,
    link: UploadLink | None,
    found_in: FoundIn | None,
) -> Upload:
    key = uuid4()
    make_file(key)
    try:
        beside = Upload.objects.filter(form_key=form_key, purpose=purpose)
        last = beside.aggregate(top=Max("position"))["top"] if form_key else None
        return Upload.objects.create(
            key=key,
            name=file_label(name),
            byte_size=size,
            purpose=purpose,
            form_key=form_key,
            link=link,
            position=(last or 0) + 1,
            found_in=found_in.document if found_in else None,
            caption=found_in.caption if found_in else "",
            credit=found_in.credit[:100] if found_in else "",
            expires_at=kept_until(),
        )
    except BaseException:
        remove_files(key)
        raise


def append_bytes(
    *,
    key: UUID,
    offset: int,
    length: int,
    chunks: Iterable[bytes],
    checksum: Checksum | None = None,
) -> Upload:
    """Add the bytes of one request at ``offset``; return the upload as it then is.

    ``length`` is how many bytes the request says it brings; fewer may come, and those
    that came stay, unless a checksum was to vouch for them.
    """
    try:
        with held_file(key) as descriptor:
            upload = arriving(key)
            _agree(upload, descriptor, offset, length)
            _hand_back_connection()
            try:
                _write(upload, descriptor, offset, chunks, checksum)
            except Refused as refusal:
                if refusal.code != "checksum":
                    _refuse(upload, str(refusal))
                raise
            except OSError:
                _note_offset(upload, descriptor)
                raise
            return _finish(upload, descriptor)
    except FileNotFoundError:
        raise _gone(key) from None


def arriving(key: UUID) -> Upload:
    """Return an upload that may still be added to."""
    upload = Upload.objects.select_related("link").filter(key=key).first()
    if upload is None or upload.state == UploadState.REFUSED:
        raise _gone(key)
    return upload


def reconciled(upload: Upload) -> Upload:
    """Bring a row to what is on disk: a process may have died before it wrote."""
    if upload.state != UploadState.ARRIVING:
        return upload
    here = bytes_here(upload.key)
    if here is None:
        raise _gone(upload.key)
    upload.offset = here
    return upload if here < upload.byte_size else settled(upload)


def settled(upload: Upload, *, wait: float = 0) -> Upload:
    """Bring a row to what is on disk when nobody writes there any more.

    Bytes of a line that has just broken may still be on their way to the disk: who
    went on from an offset told too early would be told that it is wrong.
    """
    if upload.state != UploadState.ARRIVING:
        return upload
    try:
        with held_file(upload.key, wait=wait) as descriptor:
            upload.refresh_from_db()
            if upload.state != UploadState.ARRIVING:
                return upload
            try:
                _judge(upload, descriptor, os.fstat(descriptor).st_size)
            except Refused as refusal:
                _refuse(upload, str(refusal))
                raise
            return _finish(upload, descriptor)
    except (FileNotFoundError, Upload.DoesNotExist):
        raise _gone(upload.key) from None


def store_upload(
    *,
    key: UUID | None,
    name: str,
    size: int,
    chunks: Iterable[bytes],
    purpose: str = UploadPurpose.PHOTO,
    link: UploadLink | None = None,
    found_in: FoundIn | None = None,
    look: bool = True,
) -> Upload:
    """Keep a whole file for the form ``key``, or for what a link is for.

    Where it is refused nothing of it stays.

    ``look=False`` leaves the looking to the check of the piece that is about to come.
    """
    upload = create_upload(
        name=name,
        size=size,
        purpose=purpose,
        form_key=key,
        link=link,
        found_in=found_in,
    )
    try:
        with held_file(upload.key) as descriptor:
            _write(upload, descriptor, 0, chunks, None)
            whole = _finish(upload, descriptor, look=look)
            if whole.state == UploadState.ARRIVING:
                raise Refused(
                    _("The file broke off on its way; choose it again."), code="cut"
                )
            return whole
    except BaseException:
        upload.delete()
        remove_files(upload.key)
        raise


def kept_until() -> datetime:
    """Return until when a file that is worked with now waits for its form."""
    return timezone.now() + timedelta(seconds=settings.FORM_UPLOADS_KEPT)


def _gone(key: UUID) -> Refused:
    known = Upload.objects.filter(key=key).first()
    if known is None:
        return Refused(_("This file is not here; choose it again."), code="not_found")
    sentence = known.reason or _("This file is no longer here; choose it again.")
    return Refused(sentence, code="gone")


def _agree(upload: Upload, descriptor: int, offset: int, length: int) -> None:
    here = os.fstat(descriptor).st_size
    if offset != here:
        raise Refused(
            _("Bytes go on at %(offset)d; this begins elsewhere.") % {"offset": here},
            code="offset",
        )
    if offset + length > upload.byte_size:
        raise Refused(_("More came than was announced."), code="too_large")


def _hand_back_connection() -> None:
    """Hold no database connection while bytes trickle in over a slow line."""
    if not connection.in_atomic_block:
        connection.close()


def _write(
    upload: Upload,
    descriptor: int,
    offset: int,
    chunks: Iterable[bytes],
    checksum: Checksum | None,
) -> None:
    digest = hashlib.new(checksum.algorithm) if checksum else None
    if checksum:
        _mark_unverified(upload.key, offset)
    here = offset
    for chunk in chunks:
        rest = memoryview(chunk)
        if here + len(rest) > upload.byte_size:
            raise Refused(_("More came than was announced."), code="too_large")
        if digest:
            digest.update(rest)
        while rest:
            written = os.pwrite(descriptor, rest, here)
            here += written
            rest = rest[written:]
        if not upload.format:
            _judge(upload, descriptor, here)
    if checksum and digest:
        _compare(upload.key, descriptor, offset, digest.digest() == checksum.digest)


def _mark_unverified(key: UUID, offset: int) -> None:
    path = unverified_path(key)
    waiting = path.with_name(f"{path.name}.new")
    waiting.write_text(str(offset), "ascii")
    waiting.rename(path)


def _compare(key: UUID, descriptor: int, offset: int, agrees: bool) -> None:
    if not agrees:
        os.ftruncate(descriptor, offset)
    unverified_path(key).unlink(missing_ok=True)
    if not agrees:
        raise Refused(
            _("The bytes were changed on their way; they are sent again."),
            code="checksum",
        )


def _judge(upload: Upload, descriptor: int, here: int) -> None:
    """Look at the first bytes once all of them are there."""
    wanted = min(HEAD, upload.byte_size)
    if upload.format or here < wanted:
        return
    upload.format = format_of(upload.purpose, os.pread(descriptor, wanted, 0))[:10]


def _note_offset(upload: Upload, descriptor: int) -> None:
    """Write how much is here, when the row does not say so yet."""
    here = min(os.fstat(descriptor).st_size, upload.byte_size)
    if here == upload.offset:
        return
    upload.offset = here
    upload.expires_at = kept_until()
    Upload.objects.filter(pk=upload.pk, state=UploadState.ARRIVING).update(
        offset=upload.offset, format=upload.format, expires_at=upload.expires_at
    )


def _refuse(upload: Upload, reason: str) -> None:
    upload.state, upload.reason = UploadState.REFUSED, reason[:300]
    upload.save(update_fields=["state", "reason", "updated_at"])
    remove_files(upload.key)


def _finish(upload: Upload, descriptor: int, *, look: bool = True) -> Upload:
    """When the last byte is in: on the platter, hashed, and given to a worker.

    Until then only the offset is noted: every writing is a turn of the database's.
    """
    if upload.state != UploadState.ARRIVING:
        return upload
    if os.fstat(descriptor).st_size < upload.byte_size:
        _note_offset(upload, descriptor)
        return upload
    os.fsync(descriptor)
    upload.sha256, upload.hashed_at = hash_of(upload.key), timezone.now()
    upload.offset, upload.state = upload.byte_size, UploadState.CHECKING
    upload.expires_at = kept_until()
    with transaction.atomic():
        upload.save(
            update_fields=[
                *("sha256", "hashed_at", "state", "offset", "format"),
                *("expires_at", "updated_at"),
            ]
        )
        if look:
            ask_for_look(upload)
    return upload


def ask_for_look(upload: Upload) -> None:
    """Ask a worker to look at a file that is here whole."""
    enqueue(
        kind=LOOK,
        unique_key=f"{LOOK}:{upload.key.hex}",
        payload={"upload": upload.key.hex},
    )


def hash_of(key: UUID) -> str:
    """Return the SHA-256 of an upload's bytes."""
    digest = hashlib.sha256()
    with path_of(key).open("rb") as file:
        while block := file.read(READ):
            digest.update(block)
    return digest.hexdigest()
