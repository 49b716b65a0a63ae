"""A worker looks at what has arrived; people wait for the web processes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import GiveUp, JobContext, register
from desk.models import Job
from press.imaging.facts import PhotoLimits, PhotoRefusal
from press.imaging.looking import PhotoLook, look_at_photo
from submissions import limits
from submissions.documents.sniffing import sniff_file
from submissions.enums import UploadPurpose, UploadState
from submissions.models import Upload
from submissions.services.photo_looks import facts_of
from submissions.services.photo_words import note_sentence, sender_sentence
from submissions.services.uploads.arriving import LOOK
from submissions.services.uploads.checking import READ_AS_WORDS, refuse_as_document
from submissions.services.uploads.places import copy_path, path_of, remove_files

Looker = Callable[[Upload], None]
OnceReady = Callable[[Upload], None]

_once_ready: list[OnceReady] = []


def look_at_upload(job: Job, context: JobContext) -> dict[str, Any]:
    """Look at a file, make its copies, say what it is; may run twice."""
    upload = _find(job)
    if upload is None:
        return {"outcome": "gone"}
    if upload.state == UploadState.CHECKING:
        try:
            LOOKERS[UploadPurpose(upload.purpose)](upload)
        except FileNotFoundError:
            return {"outcome": "gone"}  # its piece was sent, or it was taken out
        except Refused as refusal:
            if isinstance(refusal, GiveUp):
                raise
            _refuse(upload, str(refusal))
            return {"outcome": "refused"}
        if not _keep(upload):
            remove_files(upload.key)
            return {"outcome": "gone"}
    context.heartbeat()
    for act in _once_ready:
        act(upload)
    return {"outcome": upload.state}


def register_looker(purpose: UploadPurpose, looker: Looker) -> None:
    """Say who reads the files of a purpose: it changes the row, and does not save it.

    It raises ``Refused`` with a sentence for the sender when the file is of no use.
    """
    LOOKERS[purpose] = looker


def once_ready(act: OnceReady) -> None:
    """Have something done with every file that was looked at; it may be done twice."""
    if act not in _once_ready:
        _once_ready.append(act)


def register_jobs() -> None:
    """Name the job to the desk."""
    register(LOOK, look_at_upload, queue=JobQueue.UPLOADS)


def _find(job: Job) -> Upload | None:
    try:
        key = UUID(hex=str(job.payload.get("upload")))
    except ValueError:
        return None
    return Upload.objects.select_related("link__submission").filter(key=key).first()


def _keep(upload: Upload) -> bool:
    """Write what was seen; false when the row went away in the meantime."""
    fields = ("state", "reason", "format", "width", "height", "facts", "story")
    return bool(
        Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKING).update(
            **{name: getattr(upload, name) for name in fields}
        )
    )


def _refuse(upload: Upload, reason: str) -> None:
    upload.state, upload.reason = UploadState.REFUSED, reason[:300]
    Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKING).update(
        state=upload.state, reason=upload.reason
    )
    remove_files(upload.key)


def _look_at_photograph(upload: Upload) -> None:
    look = look_at_photo(
        path_of(upload.key),
        name=upload.name,
        limits=PhotoLimits(max_bytes=limits.PHOTO_BYTES),
    )
    if isinstance(look, PhotoRefusal):
        raise Refused(sender_sentence(look.code), code=look.code)
    facts = look.facts
    upload.state = UploadState.DAMAGED if facts.damaged else UploadState.READY
    upload.reason = " ".join(note_sentence(note) for note in facts.notes)[:300]
    upload.format, upload.width, upload.height = facts.format, facts.width, facts.height
    upload.facts = {**facts_of(look), "renditions": _write_copies(upload, look)}


def _write_copies(upload: Upload, look: PhotoLook) -> dict[str, Any]:
    """Write the screen copies beside the bytes; say their sizes and hashes."""
    told = {}
    for made in look.renditions:
        path = copy_path(upload.key, made.kind.value)
        waiting = path.with_suffix(".new")
        waiting.write_bytes(made.jpeg)
        waiting.rename(path)
        digest = hashlib.sha256(made.jpeg).hexdigest()
        told[made.kind.value] = [made.width, made.height, digest]
    return told


def _look_at_page(upload: Upload) -> None:
    """Look at a stamped page: a picture as a photograph, a PDF by its first bytes."""
    if upload.format == "PDF":
        upload.state = UploadState.READY
    else:
        _look_at_photograph(upload)


def _look_at_document(upload: Upload) -> None:
    """Tell a Word file from other archives; its words are read by who registers."""
    form = sniff_file(path_of(upload.key))
    if form not in READ_AS_WORDS:
        refuse_as_document(form)
    upload.state, upload.format = UploadState.READY, form


LOOKERS: dict[UploadPurpose, Looker] = {
    UploadPurpose.PHOTO: _look_at_photograph,
    UploadPurpose.CLEARANCE: _look_at_page,
    UploadPurpose.DOCUMENT: _look_at_document,
}
