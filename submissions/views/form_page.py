"""The form's page: empty, filled in for who is known, or with what is wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from submissions import limits
from submissions.forms import SubmissionForm
from submissions.models import ConfirmedAddress
from submissions.photo_rows import PhotoRows
from submissions.services.captcha import captcha_is_on
from submissions.services.codes import masked_email
from submissions.views.visitor import author_of
from submissions.views.words import form_words


def empty_form(request: HttpRequest, key: UUID) -> SubmissionForm:
    """Return a new form; an author who is signed in does not type her name again."""
    author = author_of(request)
    known = known_of(author) if author else {}
    return SubmissionForm(initial={"key": key, **known})


def known_of(author: ConfirmedAddress) -> dict[str, str]:
    """Return what an author keeps for next time, by the form's fields."""
    return {
        "contact_name": author.name,
        "contact_unit": author.unit,
        "contact_phone": author.phone,
        "contact_email": author.email,
        "approved_by": author.approved_by,
    }


def show(
    request: HttpRequest,
    form: SubmissionForm,
    rows: PhotoRows,
    status: int = 200,
    *,
    draft: dict[str, Any] | None = None,
    read: dict[str, Any] | None = None,
) -> HttpResponse:
    """Render the form; with ``draft`` its script goes on from what is kept here.

    ``read`` says what came of a Word file.
    """
    author = author_of(request)
    context = {
        "form": form,
        "problems": problems(form),
        "photos": rows.rows,
        "photo_errors": form.errors.get("photos") or rows.refusals,
        "limits": {"photos": limits.PHOTOS, "photo_bytes": limits.PHOTO_BYTES},
        "words": form_words(),
        "author": author,
        "sends_as": masked_email(author.email) if author else "",
        "captcha": captcha_is_on() and author is None,
        "draft": draft,
        "read": read,
    }
    return render(request, "submissions/submit.html", context, status=status)


def back(
    request: HttpRequest,
    form: SubmissionForm,
    rows: PhotoRows,
    *,
    sentence: str,
    status: int,
    field: str | None = None,
) -> HttpResponse:
    """Give the form back with a sentence, beside a field or above all of them."""
    form.full_clean()
    form.add_error(field, sentence)
    return show(request, form, rows, status=status)


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
