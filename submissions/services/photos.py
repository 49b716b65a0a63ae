"""Photographs: originals stored byte for byte, checked and copied by a job."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.ledger import record
from press.imaging.facts import PhotoFacts, PhotoRefusal, inspect_photo
from press.imaging.renditions import Rendition as MadeRendition
from press.imaging.renditions import make_renditions
from submissions import limits
from submissions.enums import PhotoState
from submissions.incoming import IncomingPhoto
from submissions.models import Photo, Rendition, Submission
from submissions.models.photo import original_path
from submissions.services.copy import add_version, current_copy
from submissions.services.editing import refuse_closed
from submissions.services.photo_words import note_sentence

CHECK = "submissions.check_photo"
CHUNK = 1024**2


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photograph whose bytes are in the store and whose row is not written yet."""

    key: uuid.UUID
    name: str
    sha256: str
    size: int
    caption: str
    credit: str
    stored_as: str


def store_all(incoming: Iterable[IncomingPhoto]) -> list[StoredPhoto]:
    """Put the bytes of photographs into the store; all of them or none."""
    stored: list[StoredPhoto] = []
    try:
        stored.extend(map(store, incoming))
    except BaseException:
        discard(stored)
        raise
    return stored


def store(incoming: IncomingPhoto) -> StoredPhoto:
    """Put the bytes of one photograph into the store under a key of its own."""
    size = incoming.path.stat().st_size
    if size > limits.PHOTO_BYTES:
        raise Refused(
            _("“%(name)s” is larger than %(most)d MB. Send it smaller.")
            % {"name": incoming.name, "most": limits.PHOTO_BYTES // 1024**2},
            code="too_large",
        )
    key, digest = uuid.uuid4(), hashlib.sha256()
    with incoming.path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
        source.seek(0)
        storage = Photo._meta.get_field("original").storage
        stored_as = storage.save(original_path(Photo(key=key), ""), File(source))
    return StoredPhoto(
        key=key,
        name=incoming.name[:255],
        sha256=digest.hexdigest(),
        size=size,
        caption=incoming.caption,
        credit=incoming.credit[:100],
        stored_as=stored_as,
    )


def discard(stored: Iterable[StoredPhoto]) -> None:
    """Take bytes out of the store again that no row speaks of."""
    storage = Photo._meta.get_field("original").storage
    for photo in stored:
        storage.delete(photo.stored_as)


def add_stored(submission: Submission, stored: StoredPhoto) -> Photo:
    """Write the row of a stored photograph and ask for its check."""
    last = submission.photos.aggregate(top=Max("position"))["top"]
    photo = Photo.objects.create(
        key=stored.key,
        submission=submission,
        position=(last or 0) + 1,
        caption=stored.caption,
        credit=stored.credit,
        original=stored.stored_as,
        original_name=stored.name,
        sha256=stored.sha256,
        byte_size=stored.size,
    )
    enqueue(kind=CHECK, unique_key=f"{CHECK}:{photo.pk}", payload={"photo": photo.pk})
    return photo


def add_photo(
    *, submission: Submission, incoming_photo: IncomingPhoto, actor: User
) -> Photo:
    """Add a photograph to a piece that is here already, as a new version of it.

    The photographs are part of what is signed: none joins a piece unseen.
    """
    policy.require(actor, "submission.edit", submission)
    refuse_closed(submission)
    stored = store(incoming_photo)
    try:
        with transaction.atomic():
            return _join(submission, stored, actor)
    except BaseException:
        discard([stored])
        raise


def _join(submission: Submission, stored: StoredPhoto, actor: User) -> Photo:
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    # Asked again under the lock: a page may be signed while the bytes are stored.
    policy.require(actor, "submission.edit", piece)
    refuse_closed(piece)
    if piece.photos.count() >= limits.PHOTOS:
        raise Refused(
            _("%(ref)s has %(most)d photographs; that is as many as we take.")
            % {"ref": piece.ref, "most": limits.PHOTOS},
            code="too_many",
        )
    photo = add_stored(piece, stored)
    version = add_version(piece, current_copy(piece), author=actor)
    data = {"photo": photo.key.hex, "sha256": photo.sha256, "version": version.number}
    record(obj=piece, verb="photo.added", actor=actor, data=data)
    return photo


def open_original(*, photo: Photo, actor: User) -> IO[bytes]:
    """Open an original for a member of staff; this is recorded."""
    policy.require(actor, "photo.original", photo.submission)
    record(
        obj=photo.submission,
        verb="photo.original_opened",
        actor=actor,
        data={"photo": photo.key.hex},
    )
    return photo.original.open("rb")


def check_photo(job: Job, context: JobContext) -> dict[str, Any]:
    """Read the facts of a photograph and make its renditions; may run twice."""
    photo = Photo.objects.filter(pk=job.payload.get("photo")).first()
    if photo is None:
        return {"outcome": "gone"}
    with photo.original.open("rb") as file:
        data = file.read()
    facts = inspect_photo(data)
    if isinstance(facts, PhotoRefusal):
        _refuse(photo, note_sentence(facts.code))
        return {"outcome": "refused", "reason": facts.code}
    made = make_renditions(data, allow_damaged=facts.damaged)
    for number, rendition in enumerate(made, start=1):
        _keep_rendition(photo, rendition)
        context.progress(number, len(made))
    _keep_facts(photo, facts)
    return {"outcome": facts.outcome}


def _refuse(photo: Photo, reason: str) -> None:
    photo.state, photo.reason = PhotoState.REFUSED, reason[:300]
    photo.save(update_fields=["state", "reason"])


def _keep_rendition(photo: Photo, made: MadeRendition) -> None:
    """Write a rendition's file and row; the same file again when run twice."""
    kind = made.kind.value
    row = Rendition.objects.filter(photo=photo, kind=kind).first()
    row = row or Rendition(photo=photo, kind=kind)
    if row.file:
        row.file.delete(save=False)
    row.width, row.height = made.width, made.height
    row.sha256 = hashlib.sha256(made.jpeg).hexdigest()
    row.file.save("rendition", ContentFile(made.jpeg), save=False)
    row.save()


def _keep_facts(photo: Photo, facts: PhotoFacts) -> None:
    photo.state = PhotoState.DAMAGED if facts.damaged else PhotoState.READY
    photo.reason = " ".join(note_sentence(note) for note in facts.notes)[:300]
    photo.format, photo.width, photo.height = facts.format, facts.width, facts.height
    photo.facts = {
        "mode": facts.mode,
        "frames": facts.frames,
        "gps_in_original": facts.gps_in_original,
        "notes": [note.value for note in facts.notes],
        "cm_at_300": facts.cm_at_300,
        "cm_at_200": facts.cm_at_200,
    }
    fields = ["state", "reason", "format", "width", "height", "facts"]
    photo.save(update_fields=fields)


def register_jobs() -> None:
    """Name the jobs of this app to the desk."""
    register(CHECK, check_photo, queue=JobQueue.PHOTOS)
