"""What a browser is told of the uploads of a form: rows, in words people read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from submissions.enums import RenditionKind, UploadPurpose, UploadState
from submissions.models import Upload
from submissions.services.photo_looks import twins_of
from submissions.services.photo_words import Verdict, twin_sentence, verdict_of
from submissions.services.uploads.places import bytes_here, copy_path

SEEN = (UploadState.READY, UploadState.DAMAGED)


def describe_form(form_key: UUID) -> list[dict[str, Any]]:
    """Describe all files of a form, in the order of its page."""
    rows = Upload.objects.filter(form_key=form_key).order_by("position", "pk")
    return describe(list(rows.select_related("found_in")))


def describe_one(upload: Upload) -> dict[str, Any]:
    """Describe one file, compared with those beside it."""
    if upload.form_key is not None:
        beside = Upload.objects.filter(form_key=upload.form_key)
    elif upload.link_id is not None:
        beside = Upload.objects.filter(link=upload.link_id)
    else:
        beside = Upload.objects.filter(pk=upload.pk)
    rows = beside.order_by("position", "pk").select_related("found_in")
    told = describe(list(rows))
    return next(one for one in told if one["id"] == upload.key.hex)


def describe(uploads: Sequence[Upload]) -> list[dict[str, Any]]:
    """Describe files that belong together; numbers in the notes are their places."""
    photographs = [
        row
        for row in uploads
        if row.purpose == UploadPurpose.PHOTO and row.state in SEEN
    ]
    places = {
        row.pk: place
        for place, row in enumerate(
            (row for row in uploads if row.purpose == UploadPurpose.PHOTO), start=1
        )
    }
    twins = twins_of(photographs)
    return [_told(row, twins.get(row.pk), places) for row in uploads]


def copy_file(key: UUID, kind: str) -> Path | None:
    """Return the file of a copy, or of the nearest kind that was made."""
    order = [kind, *(k for k in RenditionKind.values if k != kind)]
    paths = (copy_path(key, one) for one in order)
    return next((path for path in paths if path.exists()), None)


def _told(
    upload: Upload, twin: Upload | None, places: dict[int, int]
) -> dict[str, Any]:
    verdict = _verdict(upload)
    notes = list(verdict.notes)
    if twin is not None:
        notes.append(twin_sentence(places[twin.pk]))
    if upload.found_in is not None:
        notes.append(_("It was found in “%(name)s”.") % {"name": upload.found_in.name})
    return {
        "id": upload.key.hex,
        "purpose": upload.purpose,
        "name": upload.name,
        "size": upload.byte_size,
        "offset": _offset(upload),
        "state": upload.state,
        "reason": _reason(upload, notes),
        "format": upload.format,
        "width": upload.width,
        "height": upload.height,
        "thumbnail": _address(upload, RenditionKind.THUMBNAIL),
        "preview": _address(upload, RenditionKind.SCREEN),
        "tone": verdict.tone,
        "verdict": verdict.words,
        "notes": notes,
        # Without those about other rows, which the form numbers as it shows them.
        "remarks": list(verdict.notes),
        "same_as": twin.key.hex if twin else None,
        "found_in": upload.found_in.key.hex if upload.found_in else None,
        "position": upload.position,
        "caption": upload.caption,
        "credit": upload.credit,
    }


def _offset(upload: Upload) -> int:
    if upload.state != UploadState.ARRIVING:
        return upload.offset
    return bytes_here(upload.key) or 0


def _verdict(upload: Upload) -> Verdict:
    if upload.purpose != UploadPurpose.PHOTO:
        return Verdict()
    return verdict_of(upload.facts, width=upload.width or 0, state=upload.state)


def _address(upload: Upload, kind: str) -> str | None:
    if upload.state not in SEEN or not upload.facts.get("renditions"):
        return None
    return reverse(f"submissions:file_{kind}", args=[upload.key.hex])


def _reason(upload: Upload, notes: list[str]) -> str:
    """Return why a file is not as it should be, as its sender reads it."""
    if upload.state == UploadState.DAMAGED and notes:
        return notes[0]
    return upload.reason if upload.state == UploadState.REFUSED else ""
