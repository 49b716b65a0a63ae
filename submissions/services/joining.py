"""Originals that the desk asked for, sent up under a link: they join their piece."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions.enums import UploadPurpose
from submissions.incoming import IncomingPhoto
from submissions.models import Photo, Submission, Upload, UploadLink
from submissions.services.photo_looks import likeness_in
from submissions.services.photo_store import StoredPhoto, discard, held, store
from submissions.services.photos import write_joined
from submissions.services.uploads import path_of


def join_by_link(*, link: UploadLink, upload: Upload) -> Photo:
    """Add an upload to the piece that its link belongs to, as a new version of it.

    The same upload twice is one photograph.  A larger copy of one that is there stands
    beside it, with a note of which it is: an editor chooses.
    """
    joined = Photo.objects.filter(key=upload.key, submission=link.submission_id).first()
    if joined is not None:
        return joined
    if link.submission_id is None or upload.link_id != link.pk:
        raise Refused(_("This link belongs to no piece."), code="wrong_link")
    incoming = IncomingPhoto(
        name=upload.name,
        path=path_of(upload.key),
        caption=upload.caption,
        credit=upload.credit,
        upload=upload.key,
    )
    with held([incoming]):
        return _join(link, upload, store(incoming))


def _join(link: UploadLink, upload: Upload, stored: StoredPhoto) -> Photo:
    try:
        with transaction.atomic():
            piece = Submission.objects.select_for_update(of=("self",)).get(
                pk=link.submission_id or 0
            )
            twin = _twin(piece, upload)
            told: dict[str, Any] = {"link": link.pk}
            if twin is not None:
                told["same_as"] = twin.key.hex
            photo = write_joined(piece, stored, actor=None, **told)
            if twin is not None:
                photo.facts = {**photo.facts, "same_as": twin.key.hex}
                photo.save(update_fields=["facts"])
            UploadLink.objects.filter(pk=link.pk).update(used_at=timezone.now())
    except BaseException:
        discard([stored])
        raise
    return photo


def join_if_asked(upload: Upload) -> None:
    """Let a photograph that was looked at join the piece whose desk asked for it."""
    link = upload.link
    if link is None or link.submission_id is None:
        return
    if upload.purpose != UploadPurpose.PHOTO:
        return
    try:
        join_by_link(link=link, upload=upload)
    except Refused as refusal:
        # The piece was closed or is full: the sender reads it beside her photograph.
        Upload.objects.filter(pk=upload.pk).update(reason=str(refusal)[:300])


def _twin(piece: Submission, upload: Upload) -> Photo | None:
    mine = likeness_in(upload.facts)
    for photo in piece.photos.all():
        theirs = likeness_in(photo.facts)
        if photo.sha256 == upload.sha256:
            return photo
        if mine and theirs and mine.shows_same_as(theirs):
            return photo
    return None
