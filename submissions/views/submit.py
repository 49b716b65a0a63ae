"""The form: shown, sent, and shown again with what is to be put right."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from desk.exceptions import Refused
from submissions import limits
from submissions.enums import Source
from submissions.forms import SubmissionForm
from submissions.incoming import Incoming, IncomingPhoto
from submissions.models import Submission
from submissions.photo_rows import PhotoRow, PhotoRows, gather_rows
from submissions.services.receiving import receive_submission
from submissions.services.tokens import status_token
from submissions.services.uploads import discard_uploads, hold_form
from submissions.views.limits import spend
from submissions.views.words import form_words

logger = logging.getLogger(__name__)

FREE_TEXT = ("kicker", "headline", "deck", "byline")
CONTACT = ("contact_name", "contact_unit", "contact_email", "contact_phone")


# No "no-store": the browser's Back must find the words where they were.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a piece."""
    if request.method != "POST":
        form = SubmissionForm(initial={"key": uuid4()})
        return show(request, form, PhotoRows())
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
        earlier = Submission.objects.filter(incoming__key=delivery_key(key)).first()
        if earlier is not None:
            discard_uploads(key)
            return to_receipt(status_token(earlier.ref), again=True)
        if {"add_photos", "remove"} & set(request.POST):
            return show(request, SubmissionForm(initial=initial(data)), rows)
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
    """Check, receive, and lead to the receipt."""
    if not form.is_valid():
        return show(request, form, rows, status=422)
    most = settings.FORM_RATE_PER_HOUR
    if not spend(request, what="pieces", amount=1, most=most):
        sentence = _("Many pieces came from your address; send this one in an hour.")
        return back(request, form, rows, sentence=sentence, status=429)
    received = receive_submission(incoming=incoming(form, rows.rows, key))
    discard_uploads(key)
    return to_receipt(received.status_token, again=not received.created)


def to_receipt(token: str, *, again: bool) -> HttpResponse:
    """Lead to the receipt, so that loading it again sends nothing."""
    address = reverse("submissions:received", args=[token])
    return HttpResponseRedirect(f"{address}?again" if again else address, status=303)


def delivery_key(key: UUID) -> str:
    """Name a delivery of the form; the same name twice is the same piece."""
    return f"form:{key.hex}"


def back(
    request: HttpRequest,
    form: SubmissionForm,
    rows: PhotoRows,
    *,
    sentence: str,
    status: int,
) -> HttpResponse:
    """Give the form back with a sentence that belongs to no field."""
    form.full_clean()
    form.add_error(None, sentence)
    return show(request, form, rows, status=status)


def incoming(form: SubmissionForm, rows: list[PhotoRow], key: UUID) -> Incoming:
    """Turn the checked form into the one shape that every door hands over."""
    data = form.cleaned_data
    return Incoming(
        source=Source.FORM,
        key=delivery_key(key),
        kind=data["kind"],
        blocks=form.blocks,
        section_slug=data["section"].slug if data["section"] else "",
        consent=data["consent"],
        note_to_desk=data["note_to_desk"],
        photos=tuple(
            IncomingPhoto(
                name=row.name,
                path=row.upload.path,
                caption=row.caption,
                credit=row.credit,
            )
            for row in rows
        ),
        **{name: data[name] for name in (*FREE_TEXT, *CONTACT)},
    )


def show(
    request: HttpRequest, form: SubmissionForm, rows: PhotoRows, status: int = 200
) -> HttpResponse:
    """Render the form."""
    context = {
        "form": form,
        "problems": problems(form),
        "photos": rows.rows,
        "photo_errors": form.errors.get("photos") or rows.refusals,
        "limits": {"photos": limits.PHOTOS, "photo_bytes": limits.PHOTO_BYTES},
        "words": form_words(),
    }
    return render(request, "submissions/submit.html", context, status=status)


def problems(form: SubmissionForm) -> list[dict[str, Any]]:
    """List what is to be put right, in the order of the page."""
    order = [name for name in ("__all__", *form.fields) if name in form.errors]
    return [
        {
            "anchor": "" if name == "__all__" else f"field-{name}",
            "label": "" if name == "__all__" else label_of(form, name),
            "sentence": sentence,
        }
        for name in order
        for sentence in form.errors[name]
    ]


def label_of(form: SubmissionForm, name: str) -> Any:
    """Return the words a field is known by; the consent's own are a paragraph."""
    return _("Consent") if name == "consent" else form.fields[name].label
