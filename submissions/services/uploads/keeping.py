"""Uploads that wait: found for their form, ended, thrown away when nobody came."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobState
from desk.exceptions import Refused
from desk.models import Job
from submissions.enums import RenditionKind, UploadPurpose, UploadState
from submissions.models import FormDraft, Photo, Rendition, Upload
from submissions.models.photo import original_path, rendition_path
from submissions.services.uploads.arriving import LOOK, reconciled
from submissions.services.uploads.places import (
    guard_of,
    held_file,
    hold_form,
    lock_files,
    loose_files,
    remove_files,
)

A_SWEEP = 500  # uploads looked at in one sweep
NEW = 3600  # seconds in which a file may lack its row: it is just being made


def find_upload(
    *, key: UUID, upload_id: str, purpose: str = UploadPurpose.PHOTO
) -> Upload | None:
    """Find an upload of a form, and of this form only; None for a refused one."""
    return find_uploads(key=key, upload_ids=[upload_id], purpose=purpose).get(upload_id)


def find_uploads(
    *, key: UUID, upload_ids: Iterable[str], purpose: str = UploadPurpose.PHOTO
) -> dict[str, Upload]:
    """Find uploads of a form, by their ids as they were sent."""
    wanted: dict[str, UUID] = {}
    for upload_id in upload_ids:
        with suppress(ValueError):
            wanted[upload_id] = UUID(hex=upload_id)
    rows = Upload.objects.filter(
        form_key=key, key__in=wanted.values(), purpose=purpose
    ).exclude(state=UploadState.REFUSED)
    here: dict[UUID, Upload] = {}
    for row in rows:
        with suppress(Refused, OSError):
            here[row.key] = reconciled(row)
    return {sent: here[one] for sent, one in wanted.items() if one in here}


def uploads_of(key: UUID) -> list[Upload]:
    """Return what was sent up for a form, in the order of its page."""
    return list(Upload.objects.filter(form_key=key).order_by("position", "pk"))


def end_upload(upload: Upload) -> None:
    """Throw an upload away; refuse while it is written to, or taken over by a piece."""
    with hold_form(guard_of(upload.form_key, upload.link_id), wait=False) as free:
        if not free:
            raise Refused(_("Its piece is being sent just now."), code="locked")
        _end(upload)


@contextmanager
def hold_uploads(keys: Iterable[UUID]) -> Iterator[None]:
    """Let nobody throw uploads away while a piece takes them over."""
    rows = Upload.objects.filter(key__in=list(keys)).values_list("form_key", "link_id")
    with ExitStack() as stack:
        for guard in sorted({guard_of(*row) for row in rows}):
            stack.enter_context(hold_form(guard))
        yield


def _end(upload: Upload) -> None:
    try:
        with held_file(upload.key):
            _throw_away(upload)
    except FileNotFoundError:
        _throw_away(upload)


def hand_over(keys: Sequence[UUID]) -> None:
    """Let go of uploads that have become photographs, when their rows are committed.

    A part of the transaction that writes those: the database is waited for once.
    """
    if not keys:
        return
    # Nothing hangs on a photograph, as photographs hang on the Word file they stood in;
    # Django's own deletion would look for it twice.
    rows = Upload.objects.filter(key__in=keys, purpose=UploadPurpose.PHOTO)
    rows._raw_delete(using=rows.db)
    transaction.on_commit(lambda: _remove_all(keys), robust=True)


def _remove_all(keys: Iterable[UUID]) -> None:
    for key in keys:
        remove_files(key)


def discard_uploads(key: UUID) -> None:
    """Throw away what waits for a form: its piece is here, or it was given up."""
    rows = Upload.objects.filter(form_key=key)
    keys = list(rows.values_list("key", flat=True))
    if not keys:
        return  # a deletion of nothing would still wait for its turn to write
    rows.delete()
    _remove_all(keys)
    _take_back_unsent(keys)


def sweep_uploads() -> int:
    """Throw away what waited too long, finish what was left half; return how many.

    A form that is being sent at this moment is left alone, and so is one whose unsent
    piece is kept.
    """
    swept = sum(_sweep(upload) for upload in _expired())
    _finish_left_over()
    _settle_given_up()
    _sweep_loose_files()
    _sweep_locks()
    return swept


def _expired() -> list[Upload]:
    now = timezone.now()
    drafts = FormDraft.objects.filter(expires_at__gt=now).values("key")
    stale = Upload.objects.filter(expires_at__lt=now)
    # A null form is in no list of keys, but SQL would not say so.
    return list(stale.filter(Q(form_key=None) | ~Q(form_key__in=drafts))[:A_SWEEP])


def _sweep(upload: Upload) -> bool:
    guard = guard_of(upload.form_key, upload.link_id)
    try:
        with hold_form(guard, wait=False) as free:
            if free:
                found = [one.key for one in upload.found.all()]
                _end(upload)
                _take_back_unsent([upload.key, *found])
            return free
    except (Refused, OSError):
        return False


def _throw_away(upload: Upload) -> None:
    found = list(upload.found.all())
    upload.delete()
    for one in (upload, *found):
        remove_files(one.key)


def _take_back_unsent(keys: Sequence[UUID]) -> None:
    """Remove what a sending put into the store before it died without its rows."""
    written = Photo.objects.filter(key__in=keys).values_list("key", flat=True)
    store: Storage = Photo._meta.get_field("original").storage
    for key in set(keys) - set(written):
        photo = Photo(key=key)
        store.delete(original_path(photo, ""))
        for kind in RenditionKind.values:
            store.delete(rendition_path(Rendition(photo=photo, kind=kind), ""))


def _finish_left_over() -> None:
    """Give to a worker what arrived whole while the database was away."""
    quiet = timezone.now() - timedelta(minutes=1)
    for upload in Upload.objects.filter(
        state=UploadState.ARRIVING, updated_at__lt=quiet
    )[:A_SWEEP]:
        with suppress(Refused, OSError):
            reconciled(upload)


def _settle_given_up() -> None:
    """Let a file go on to the desk that a worker could not look at."""
    quiet = timezone.now() - timedelta(minutes=1)
    waiting = Upload.objects.filter(state=UploadState.CHECKING, updated_at__lt=quiet)
    for upload in waiting[:A_SWEEP]:
        job = Job.objects.filter(unique_key=f"{LOOK}:{upload.key.hex}").first()
        if job is not None and job.state == JobState.FAILED:
            upload.state = UploadState.DAMAGED
            upload.reason = job.error[:300]
            upload.save(update_fields=["state", "reason", "updated_at"])


def _sweep_loose_files() -> None:
    """Remove files that no row speaks of: a process died between the two."""
    old = time.time() - NEW
    loose: dict[UUID, list[Path]] = {}
    for key, path in loose_files():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < old:
                loose.setdefault(key, []).append(path)
    keys = list(loose)
    for start in range(0, len(keys), A_SWEEP):
        some = keys[start : start + A_SWEEP]
        known = set(Upload.objects.filter(key__in=some).values_list("key", flat=True))
        for key in set(some) - known:
            remove_files(key)


def _sweep_locks() -> None:
    oldest = time.time() - settings.FORM_UPLOADS_KEPT
    for path in lock_files():
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                with hold_form(UUID(hex=path.stem), wait=False) as free:
                    if free:
                        path.unlink(missing_ok=True)
