"""The bytes of photographs on their way into the store, before any row speaks of them.

What came as an upload is not copied: the store gets a second name for the same bytes,
and the upload's own name may go at any time.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions import limits
from submissions.enums import UploadPurpose, UploadState
from submissions.incoming import IncomingPhoto
from submissions.models import Photo, Rendition, Upload
from submissions.models.photo import original_path, rendition_path
from submissions.services.uploads import copy_path, hold_uploads, path_of

CHUNK = 1024**2
NO_SECOND_NAME = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP)
LOOKED_AT = (UploadState.READY, UploadState.DAMAGED)


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photograph whose bytes are in the store and whose row is not written yet.

    ``upload`` is the upload that it was; what was seen of it is taken over.
    """

    key: uuid.UUID
    name: str
    sha256: str
    size: int
    caption: str
    credit: str
    stored_as: str
    upload: Upload | None = None

    @property
    def is_looked_at(self) -> bool:
        """Tell whether a worker has seen it, so that it needs no second look."""
        return (
            self.upload is not None
            and self.upload.state in LOOKED_AT
            and bool(self.upload.width)
        )


def store_all(incoming: Iterable[IncomingPhoto]) -> list[StoredPhoto]:
    """Put the bytes of photographs into the store; all of them or none."""
    wanted = list(incoming)
    uploads = _uploads(wanted)
    stored: list[StoredPhoto] = []
    try:
        stored.extend(_store(photo, uploads) for photo in wanted)
    except BaseException:
        discard(stored)
        raise
    return stored


def store(incoming: IncomingPhoto) -> StoredPhoto:
    """Put the bytes of one photograph into the store."""
    return store_all([incoming])[0]


def discard(stored: Iterable[StoredPhoto]) -> None:
    """Take bytes out of the store again that no row speaks of.

    Uploads are left: the same form may be sent once more at this very moment.  Their
    second names go with them when they are thrown away.
    """
    for photo in stored:
        if photo.upload is None:
            originals().delete(photo.stored_as)


@contextmanager
def held(incoming: Iterable[IncomingPhoto]) -> Iterator[None]:
    """Hold the uploads among photographs until their rows are written."""
    keys = [photo.upload for photo in incoming if photo.upload is not None]
    if not keys:
        yield
        return
    with hold_uploads(keys):
        yield


def size_of(photo: IncomingPhoto) -> int:
    """Return the bytes of a photograph; refuse one that is not there any more."""
    try:
        return photo.path.stat().st_size
    except FileNotFoundError:
        if photo.upload is not None:
            _refuse_used([photo.upload])
        raise Refused(
            _("A photograph is no longer here; choose it again."), code="not_found"
        ) from None


def originals() -> Storage:
    """Return where originals are kept."""
    store: Storage = Photo._meta.get_field("original").storage
    return store


def _uploads(wanted: Iterable[IncomingPhoto]) -> dict[uuid.UUID, Upload]:
    keys = [photo.upload for photo in wanted if photo.upload is not None]
    if not keys:
        return {}
    _refuse_used(keys)
    found = Upload.objects.filter(key__in=keys, purpose=UploadPurpose.PHOTO)
    return {upload.key: upload for upload in found}


def _refuse_used(keys: Sequence[uuid.UUID]) -> None:
    """Refuse uploads that are a photograph already, or named twice."""
    if len(set(keys)) < len(keys) or Photo.objects.filter(key__in=keys).exists():
        raise Refused(
            _("A photograph can be sent once; this one belongs to a piece already."),
            code="used",
        )


def _store(incoming: IncomingPhoto, uploads: Mapping[uuid.UUID, Upload]) -> StoredPhoto:
    if incoming.upload is not None:
        return _take_over(incoming, uploads.get(incoming.upload))
    size = incoming.path.stat().st_size
    if size > limits.PHOTO_BYTES:
        raise Refused(
            _("“%(name)s” is larger than %(most)d MB. Send it smaller.")
            % {"name": incoming.name, "most": limits.PHOTO_BYTES // 1024**2},
            code="too_large",
        )
    key = uuid.uuid4()
    digest = _hash(incoming.path)
    with incoming.path.open("rb") as source:
        stored_as = originals().save(original_path(Photo(key=key), ""), File(source))
    return StoredPhoto(
        key=key,
        name=incoming.name[:255],
        sha256=digest,
        size=size,
        caption=incoming.caption,
        credit=incoming.credit[:100],
        stored_as=stored_as,
    )


def _take_over(incoming: IncomingPhoto, upload: Upload | None) -> StoredPhoto:
    """Give an upload's bytes their name in the store, when they are what they were."""
    if upload is None:
        raise Refused(
            _("“%(name)s” is no longer here; choose it again.")
            % {"name": incoming.name},
            code="not_found",
        )
    _refuse_unready(upload)
    size_of(incoming)
    path, photo = path_of(upload.key), Photo(key=upload.key)
    if _was_written_since(upload, path) and _hash(path) != upload.sha256:
        raise Refused(
            _("“%(name)s” was damaged while it waited here; choose it again.")
            % {"name": upload.name},
            code="damaged",
        )
    stored = StoredPhoto(
        key=upload.key,
        name=(incoming.name or upload.name)[:255],
        sha256=upload.sha256,
        size=upload.byte_size,
        caption=incoming.caption,
        credit=incoming.credit[:100],
        stored_as=second_name(path, original_path(photo, "")),
        upload=upload,
    )
    _sync(Path(originals().path(stored.stored_as)).parent)
    if stored.is_looked_at:
        for kind in upload.facts.get("renditions", {}):
            name = rendition_path(Rendition(photo=photo, kind=kind), "")
            second_name(copy_path(upload.key, kind), name)
    return stored


def _was_written_since(upload: Upload, path: Path) -> bool:
    """Tell whether bytes may be others than those that were hashed on arrival.

    Hashing all of them again would be most of what the button makes people wait for.
    """
    hashed = upload.hashed_at
    here = path.stat()
    return (
        hashed is None
        or here.st_size != upload.byte_size
        or here.st_mtime >= hashed.timestamp()
    )


def _refuse_unready(upload: Upload) -> None:
    if upload.state == UploadState.ARRIVING:
        raise Refused(
            _("“%(name)s” is still on its way; send when it has arrived.")
            % {"name": upload.name},
            code="arriving",
        )
    if upload.state == UploadState.REFUSED:
        raise Refused(f"{upload.name}: {upload.reason}", code="refused")


def second_name(source: Path, name: str) -> str:
    """Give a file a name in the store, without copying it where the disk allows."""
    target = Path(originals().path(name))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}")
    try:
        try:
            os.link(source, waiting)
        except OSError as error:
            if error.errno not in NO_SECOND_NAME:
                raise
            _copy(source, waiting)
        waiting.replace(target)
    finally:
        # Two names of one file are not renamed over each other: nothing happens then.
        waiting.unlink(missing_ok=True)
    return name


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("xb") as new:
        shutil.copyfileobj(old, new, CHUNK)
        new.flush()
        os.fsync(new.fileno())


def _sync(folder: Path) -> None:
    """Make a new name survive a power cut, as the row that will speak of it does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
