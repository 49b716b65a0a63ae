"""The form: shown, sent, and shown again with what is to be put right."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from desk.exceptions import Refused
from submissions.forms import SubmissionForm
from submissions.photo_rows import PhotoRows, gather_rows
from submissions.services.deliveries import arrived
from submissions.services.uploads import hold_form
from submissions.views.form_page import back, empty_form, show
from submissions.views.limits import spend
from submissions.views.saving import save_for_later
from submissions.views.sending import (
    deliver,
    finish,
    is_known,
    send_worked,
    to_receipt,
)
from submissions.views.stamped_pages import find_page

logger = logging.getLogger(__name__)


# No "no-store": the browser's Back must find the words where they were.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a piece."""
    if request.method != "POST":
        return show(request, empty_form(request, uuid4()), PhotoRows())
    key = posted_key(request)
    with hold_form(key):
        return take(request, key)


def posted_key(request: HttpRequest) -> UUID:
    """Return the form's key; a program may leave it out."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take what was sent, or give the form back with everything in it."""
    rows = PhotoRows()
    data = request.POST.copy()
    data["key"] = str(key)
    form = SubmissionForm(data, rows=rows)
    try:
        # Photographs first: whatever fails after this, the page still lists them.
        gather_rows(rows, data=request.POST, files=request.FILES, key=key)
        earlier = arrived(key)
        if earlier is not None:
            finish(key)
            return to_receipt(earlier, again=True)
        if {"add_photos", "remove"} & set(request.POST):
            return show(request, SubmissionForm(initial=initial(data)), rows)
        if "save_draft" in request.POST:
            return save_for_later(request, form, rows, key)
        return receive(request, form, rows, key)
    except Refused as refusal:
        return back(request, form, rows, sentence=str(refusal), status=422)
    except (DatabaseError, OSError):
        logger.exception("A piece could not be stored")
        sentence = _("It could not be stored just now; send it again in a minute.")
        return back(request, form, rows, sentence=sentence, status=503)


def initial(data: Any) -> dict[str, str]:
    """Return what was typed, for a form that is not being sent yet."""
    return {name: data.get(name, "") for name in data}


def receive(
    request: HttpRequest, form: SubmissionForm, rows: PhotoRows, key: UUID
) -> HttpResponse:
    """Check, and hand the piece over; a stranger's only with the code she is sent."""
    if not form.is_valid():
        return show(request, form, rows, status=422)
    page = form.cleaned_data["clearance_upload"]
    if page is not None and find_page(page, key) is None:
        sentence = _("The stamped page is no longer here; choose it again.")
        field = "clearance_upload"
        return back(request, form, rows, sentence=sentence, status=422, field=field)
    most = settings.FORM_RATE_PER_HOUR
    if not spend(request, what="pieces", amount=1, most=most):
        sentence = _("Many pieces came from your address; send this one in an hour.")
        return back(request, form, rows, sentence=sentence, status=429)
    send = deliver if is_known(request) else send_worked
    return send(request, form, rows, key)
