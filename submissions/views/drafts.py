"""Unsent pieces over HTTP: saved by the form's script, opened again by their link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.exceptions import Refused
from submissions.forms import SubmissionForm
from submissions.models import FormDraft
from submissions.services.drafts import (
    LaterWords,
    draft_for_token,
    find_draft,
    resume_link,
    save_draft,
    throw_away,
    written_in,
)
from submissions.services.linked_photos import with_newcomers
from submissions.services.uploads import hold_form
from submissions.views.draft_bodies import read_body
from submissions.views.form_page import show
from submissions.views.kept_form import posted_as
from submissions.views.limits import refuse_floods
from submissions.views.private_pages import nothing_here, private_page
from submissions.views.visitor import author_of

STATUS = {
    "unreadable": 400,
    "not_found": 404,
    "later_words": 409,
    "sent": 410,
    "closed": 410,
    "too_large": 413,
    "too_often": 429,
    "busy": 503,
}


@private_page
@require_http_methods(["GET", "HEAD", "PUT", "DELETE"])
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save an unsent piece, give it back, or throw it away."""
    try:
        if request.method == "PUT":
            return JsonResponse(_save(request, key))
        if request.method == "DELETE":
            with hold_form(key):
                throw_away(key)
            return HttpResponse(status=204)
        return JsonResponse(_told(_found(key)))
    except LaterWords as refusal:
        said = {"error": str(refusal), "code": refusal.code}
        return JsonResponse({**_told(refusal.draft), **said}, status=409)
    except Refused as refusal:
        return refused(refusal)


@private_page
@require_safe
def continue_piece(request: HttpRequest, token: str) -> HttpResponse:
    """Open the form with an unsent piece in it, under the key it had."""
    found = draft_for_token(token)
    if found is None:
        return nothing_here(request)
    kept = _kept(found)
    data, rows = posted_as(found.key, kept)
    given = {name: data.get(name, "") for name in data}
    form = SubmissionForm(initial=given, rows=rows)
    return show(request, form, rows, draft=_outline(found))


def refused(refusal: Refused) -> JsonResponse:
    """Say no to a script."""
    said = {"error": str(refusal), "code": refusal.code}
    return JsonResponse(said, status=STATUS.get(refusal.code, 422))


def _save(request: HttpRequest, key: UUID) -> dict[str, Any]:
    body = read_body(request)
    refuse_floods(request, new=find_draft(key) is None)
    author = author_of(request)
    # Not while the piece is being sent: no draft outlives its piece.
    with hold_form(key):
        saved = save_draft(
            key=key,
            revision=body.revision,
            written=body.written,
            owner_email=author.email if author else "",
        )
    return _outline(saved)


def _found(key: UUID) -> FormDraft:
    found = find_draft(key)
    if found is None:
        raise Refused(_("Nothing is kept of this piece here."), code="not_found")
    return found


def _kept(found: FormDraft) -> dict[str, Any]:
    """Return the kept words, and with the photographs those that came since."""
    kept = written_in(found)
    return {**kept, "photos": with_newcomers(found, kept["photos"])}


def _told(found: FormDraft) -> dict[str, Any]:
    return {**_outline(found), **_kept(found)}


def _outline(found: FormDraft) -> dict[str, Any]:
    return {
        "revision": found.revision,
        "saved_at": found.updated_at.isoformat(),
        "kept_until": found.expires_at.isoformat(),
        "resume": resume_link(found.key),
    }
