"""What a Word file says: told to the form's script, or filled into the form itself."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desk.exceptions import Refused
from submissions.enums import Kind, UploadPurpose, UploadState
from submissions.forms import SubmissionForm
from submissions.models import Upload
from submissions.photo_rows import PhotoRow, PhotoRows, gather_rows
from submissions.services.reading_words import find_document, story_in
from submissions.services.uploads import find_upload, hold_form, store_upload
from submissions.views.form_page import show
from submissions.views.limits import spend
from submissions.views.private_pages import private_page
from submissions.views.submit import initial, posted_key

logger = logging.getLogger(__name__)

WAIT = 20  # seconds in which a person without a script waits for her file
LOOK = 0.25
# Threads of a process that may wait at once; the others answer.
WAITING = threading.BoundedSemaphore(max(1, settings.WEB_THREADS // 4))
NOT_FILLED = ("unsure", "photos", "notes")
COMING = (UploadState.ARRIVING, UploadState.CHECKING)


@private_page
@require_safe
def story(_request: HttpRequest, key: str) -> HttpResponse:
    """Tell what was read from a Word file; 202 while it is being read."""
    found = find_document(UUID(hex=key))
    if found is None:
        sentence = _("This file is not here; choose it again.")
        return JsonResponse({"error": sentence, "code": "not_found"}, status=404)
    if found.state in COMING:
        return JsonResponse({"state": found.state}, status=202)
    told = story_in(found)
    if told is None:
        said = {"error": found.reason or unread(), "code": "not_read"}
        return JsonResponse(said, status=422)
    return JsonResponse(told)


@require_POST
@private_page
def read_document(request: HttpRequest) -> HttpResponse:
    """Fill the form from a Word file, for a browser without a script.

    What was typed stays: only what is empty is filled, and the text is added to.
    """
    key = posted_key(request)
    data = request.POST.copy()
    data["key"] = str(key)
    rows = PhotoRows()
    try:
        with hold_form(key):
            gather_rows(rows, data=request.POST, files=request.FILES, key=key)
            document = _document(request, key)
        # Not held any longer: the worker adds the photographs to this form.
        document = _when_read(document)
    except Refused as refusal:
        return _again(request, data, rows, [str(refusal)], status=422)
    except (DatabaseError, OSError):
        logger.exception("A Word file could not be stored")
        said = _("It could not be stored just now; send it again in a minute.")
        return _again(request, data, rows, [said], status=503)
    told = story_in(document)
    if told is not None:
        _fill(data, told)
        _add_photographs(rows, told, key)
        return _again(request, data, rows, told["notes"], unsure=told["unsure"])
    if document.state in COMING:
        waits = [_("The file is still being read; press the button again.")]
        return _again(request, data, rows, waits, document=document)
    return _again(request, data, rows, [document.reason or unread()], status=422)


def unread() -> str:
    """Return what is said of a file of which nothing else is known."""
    return _("This file could not be read; paste its words into the form.")


def _document(request: HttpRequest, key: UUID) -> Upload:
    file = request.FILES.get("document")
    if file is None:
        earlier = _earlier(request.POST.get("document_upload", ""))
        if earlier is None or earlier.form_key != key:
            raise Refused(_("Choose the Word file first, then press the button."))
        return earlier
    size = file.size or 0
    most = settings.FORM_UPLOAD_BYTES_PER_HOUR
    if not spend(request, what="bytes", amount=size, most=most):
        raise Refused(_("Too much was sent from your address; go on in an hour."))
    return store_upload(
        key=key,
        name=file.name or "",
        size=size,
        chunks=file.chunks(),
        purpose=UploadPurpose.DOCUMENT,
    )


def _earlier(upload_id: str) -> Upload | None:
    try:
        return find_document(UUID(hex=upload_id))
    except ValueError:
        return None


def _when_read(document: Upload) -> Upload:
    """Wait for the worker, for as long as a person does; the site must not wait."""
    if not WAITING.acquire(blocking=False):
        return document
    try:
        end = time.monotonic() + WAIT
        while document.state in COMING and time.monotonic() < end:
            time.sleep(LOOK)
            document.refresh_from_db()
    finally:
        WAITING.release()
    return document


def _fill(data: QueryDict, told: dict[str, Any]) -> None:
    typed = data.get("body", "").strip()
    for name, words in told.items():
        if name not in NOT_FILLED and not data.get(name, "").strip():
            data[name] = words
    if typed:
        data["body"] = f"{typed}\n\n{told['body']}"
    if data.get("kind") == Kind.NEWS:  # the form's own choice
        data["kind"] = told["kind"]


def _add_photographs(rows: PhotoRows, told: dict[str, Any], key: UUID) -> None:
    known = {row.id for row in rows.rows}
    for upload_id in told["photos"]:
        upload = find_upload(key=key, upload_id=upload_id)
        if upload is not None and upload_id not in known:
            rows.rows.append(PhotoRow(upload, upload.caption, upload.credit))


def _again(
    request: HttpRequest,
    data: QueryDict,
    rows: PhotoRows,
    sentences: list[str],
    *,
    unsure: list[str] | None = None,
    document: Upload | None = None,
    status: int = 200,
) -> HttpResponse:
    form = SubmissionForm(initial=initial(data))
    read = {
        "sentences": sentences,
        "is_bad": status != 200,
        "unsure": [form.fields[name].label for name in unsure or ()],
        "waits_for": document.key.hex if document else "",
    }
    return show(request, form, rows, status, read=read)
