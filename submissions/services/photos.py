"""Photographs: originals stored byte for byte, checked and copied by a job."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from desk.enums import JobQueue
from desk.exceptions import Refused
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue_all
from desk.services.ledger import record
from press.copy.model import Picture
from press.imaging.facts import PhotoLimits, PhotoRefusal
from press.imaging.looking import PhotoLook, look_at_photo
from press.imaging.renditions import Rendition as MadeRendition
from submissions import limits
from submissions.enums import PhotoState
from submissions.incoming import IncomingPhoto
from submissions.models import Photo, Rendition, Submission, Upload
from submissions.models.photo import rendition_path
from submissions.services.copy import add_version, current_copy, version_of
from submissions.services.editing import refuse_closed, refuse_unexpected
from submissions.services.photo_looks import facts_of
from submissions.services.photo_store import StoredPhoto, discard, held, store
from submissions.services.photo_words import note_sentence
from submissions.services.seen.asking import ask_about_photo

CHECK = "submissions.check_photo"
EDIT = "photo.edit"


def add_all(
    submission: Submission, stored: Sequence[StoredPhoto], *, is_new: bool = False
) -> list[Photo]:
    """Write the rows of stored photographs; ask for the check of those not yet seen.

    All rows of a kind at once: while it writes, a piece keeps everybody else waiting.
    One that ``is_new`` has no photographs yet.
    """
    if not stored:
        return []
    last = 0
    if not is_new:
        last = submission.photos.aggregate(top=Max("position"))["top"] or 0
    photos = [
        _row(submission, one, position)
        for position, one in enumerate(stored, start=last + 1)
    ]
    Photo.objects.bulk_create(photos)
    both = list(zip(photos, stored, strict=True))
    Rendition.objects.bulk_create(
        row
        for photo, one in both
        if one.upload is not None and one.is_looked_at
        for row in _copies(photo, one.upload)
    )
    unseen = [photo for photo, one in both if not one.is_looked_at]
    enqueue_all(
        kind=CHECK,
        payloads={f"{CHECK}:{photo.pk}": {"photo": photo.pk} for photo in unseen},
    )
    return photos


def _row(submission: Submission, stored: StoredPhoto, position: int) -> Photo:
    photo = Photo(
        key=stored.key,
        submission=submission,
        position=position,
        caption=stored.caption,
        credit=stored.credit,
        original=stored.stored_as,
        original_name=stored.name,
        sha256=stored.sha256,
        byte_size=stored.size,
    )
    if stored.upload is not None and stored.is_looked_at:
        _take_over_look(photo, stored.upload)
    return photo


def _take_over_look(photo: Photo, upload: Upload) -> None:
    """Take over what a worker saw while the photograph waited for its piece."""
    facts = dict(upload.facts)
    facts.pop("renditions", None)
    photo.state, photo.reason = PhotoState(upload.state), upload.reason
    photo.format, photo.facts = upload.format, facts
    photo.width, photo.height = upload.width, upload.height


def _copies(photo: Photo, upload: Upload) -> Iterator[Rendition]:
    """Give the rows of the copies that a worker made of an upload."""
    for kind, (width, height, digest) in upload.facts.get("renditions", {}).items():
        row = Rendition(
            photo=photo, kind=kind, width=width, height=height, sha256=digest
        )
        row.file = rendition_path(row, "")
        yield row


def add_photo(
    *,
    submission: Submission,
    incoming_photo: IncomingPhoto,
    actor: User,
    expected_voids: Collection[str] | None = None,
) -> Photo:
    """Add a photograph to a piece that is here already, as a new version of it.

    The photographs are part of what is signed: none joins a piece unseen.
    ``expected_voids`` names the reads whose signatures the person knows will fall;
    None asks nothing.  Raises ``ReadsFall`` when another would.
    """
    policy.require(actor, EDIT, submission)
    refuse_closed(submission)
    with held([incoming_photo]):
        stored = store(incoming_photo)
        try:
            with transaction.atomic():
                return _join(submission, stored, actor, expected_voids)
        except BaseException:
            discard([stored])
            raise


def _join(
    submission: Submission,
    stored: StoredPhoto,
    actor: User,
    expected_voids: Collection[str] | None,
) -> Photo:
    piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    # Asked again under the lock: a page may be signed while the bytes are stored.
    policy.require(actor, EDIT, piece)
    if expected_voids is not None:
        copy = current_copy(piece)
        new = Picture(stored.key.hex, stored.sha256, stored.caption, stored.credit)
        after = replace(copy, pictures=(*copy.pictures, new))
        refuse_unexpected(piece, version_of(piece), after, expected_voids)
    return write_joined(piece, stored, actor=actor)


def write_joined(
    piece: Submission, stored: StoredPhoto, *, actor: User | None, **data: Any
) -> Photo:
    """Add a stored photograph to a locked piece, as a version, with its entry."""
    refuse_closed(piece)
    if piece.photos.count() >= limits.PHOTOS:
        raise Refused(
            _("%(ref)s has %(most)d photographs; that is as many as we take.")
            % {"ref": piece.ref, "most": limits.PHOTOS},
            code="too_many",
        )
    (photo,) = add_all(piece, [stored])
    version = add_version(piece, current_copy(piece), author=actor)
    told = {"photo": photo.key.hex, "sha256": photo.sha256, "version": version.number}
    record(obj=piece, verb="photo.added", actor=actor, data={**told, **data})
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
    """Look at a photograph and make its renditions; may run twice."""
    photo = Photo.objects.filter(pk=job.payload.get("photo")).first()
    if photo is None:
        return {"outcome": "gone"}
    look = look_at_photo(
        Path(photo.original.path),
        name=photo.original_name,
        limits=PhotoLimits(max_bytes=limits.PHOTO_BYTES),
    )
    if isinstance(look, PhotoRefusal):
        _refuse(photo, note_sentence(look.code))
        return {"outcome": "refused", "reason": look.code}
    for number, rendition in enumerate(look.renditions, start=1):
        _keep_rendition(photo, rendition)
        context.progress(number, len(look.renditions))
    _keep_facts(photo, look)
    ask_about_photo(photo)
    return {"outcome": look.facts.outcome}


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


def _keep_facts(photo: Photo, look: PhotoLook) -> None:
    facts = look.facts
    photo.state = PhotoState.DAMAGED if facts.damaged else PhotoState.READY
    photo.reason = " ".join(note_sentence(note) for note in facts.notes)[:300]
    photo.format, photo.width, photo.height = facts.format, facts.width, facts.height
    photo.facts = facts_of(look)
    fields = ["state", "reason", "format", "width", "height", "facts"]
    photo.save(update_fields=fields)


def register_jobs() -> None:
    """Name the jobs of this app to the desk."""
    register(CHECK, check_photo, queue=JobQueue.PHOTOS)
