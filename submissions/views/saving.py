"""Saving for later without JavaScript, and the link of an unsent piece by letter."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.exceptions import Refused
from submissions.forms import SubmissionForm
from submissions.models import FormDraft
from submissions.photo_rows import PhotoRows
from submissions.services.draft_letters import mail_resume_link
from submissions.services.drafts import (
    Written,
    find_draft,
    resume_link,
    resume_path,
    save_draft,
)
from submissions.views.draft_bodies import json_of, plain, refuse_large
from submissions.views.drafts import STATUS, refused
from submissions.views.limits import refuse_floods, refuse_many_links
from submissions.views.private_pages import nothing_here, private_page
from submissions.views.sending import typed_words
from submissions.views.visitor import author_of


@private_page
def save_for_later(
    request: HttpRequest, form: SubmissionForm, rows: PhotoRows, key: UUID
) -> HttpResponse:
    """Keep what was typed and show under which link it is opened again.

    The caller holds the form.  The page that was sent is the newest there is: a person
    without JavaScript is asked nothing about revisions.
    """
    words = {name: plain(said) for name, said in typed_words(form).items()}
    written, earlier = Written(words, rows.kept()), find_draft(key)
    refuse_large(len(written.as_text().encode()))
    refuse_floods(request, new=earlier is None)
    author = author_of(request)
    saved = save_draft(
        key=key,
        revision=earlier.revision if earlier else 0,
        written=written,
        owner_email=author.email if author else "",
    )
    return _page(request, saved)


@private_page
@require_POST
def mail_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mail the link of an unsent piece; answer a script with JSON, a form with a page.

    Whoever knows the key may have it mailed anywhere: she has the piece already.
    """
    by_script = request.content_type == "application/json"
    found = find_draft(key)
    if found is None and not by_script:
        return nothing_here(request)
    email = ""
    try:
        if found is None:
            raise Refused(_("Nothing is kept of this piece here."), code="not_found")
        said = json_of(request) if by_script else request.POST
        email = plain(said.get("email", "")).strip()[:254]
        refuse_many_links(request, what="resume links", email=email)
        mail_resume_link(draft=found, email=email)
    except Refused as refusal:
        if by_script or found is None:
            return refused(refusal)
        status = STATUS.get(refusal.code, 422)
        return _page(request, found, email=email, error=str(refusal), status=status)
    if by_script:
        return JsonResponse({"mailed": email})
    return _page(request, found, email=email, is_mailed=True)


def _page(
    request: HttpRequest,
    found: FormDraft,
    *,
    email: str = "",
    error: str = "",
    is_mailed: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "draft": found,
        "address": resume_path(found.key),
        "link": resume_link(found.key),
        "email": email,
        "error": error,
        "is_mailed": is_mailed,
    }
    return render(request, "submissions/saved.html", context, status=status)
