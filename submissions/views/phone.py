"""The page behind a one-off link: photographs from a telephone, or what is missing.

It tells nothing but what is wanted: who has the link may send, and reads no piece.
"""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from desk.exceptions import Refused
from submissions import limits
from submissions.body_text import one_line
from submissions.models import UploadLink
from submissions.services.upload_links import (
    close_link,
    form_of,
    link_for_draft,
    open_link,
    uploads_under,
)
from submissions.services.uploads import hold_form, store_upload
from submissions.services.uploads.telling import describe
from submissions.views.drafts import refused
from submissions.views.limits import refuse_over, spend
from submissions.views.phone_words import phone_words
from submissions.views.private_pages import nothing_here, private_page

logger = logging.getLogger(__name__)
CHUNK = 1024**2
LINKS_PER_HOUR = 120  # for the telephones behind one network address


@private_page
@require_POST
def phone_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the form's script a link for a telephone, and its picture (QR)."""
    try:
        sentence = _("Many links were asked for; ask again in an hour.")
        refuse_over(request, what="phone links", most=LINKS_PER_HOUR, sentence=sentence)
        # Not while the piece is being sent: no draft outlives its piece.
        with hold_form(key):
            made = link_for_draft(key)
    except Refused as refusal:
        return refused(refusal)
    until = made.link.expires_at.isoformat()
    return JsonResponse({"url": made.url, "qr": made.qr, "until": until})


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page, take files from a browser without a script, or close the link."""
    link = open_link(token)
    if link is None:
        return nothing_here(request)
    if request.method != "POST":
        return _page(request, link, token)
    problems = _take_files(request, link)
    if "done" in request.POST and not problems:
        close_link(link)
        return HttpResponseRedirect(reverse("submissions:phone_done"), status=303)
    return _page(request, link, token, problems=problems)


@private_page
@require_safe
def phone_done(request: HttpRequest) -> HttpResponse:
    """Say thank you; the link before it is closed."""
    return render(request, "submissions/phone_done.html")


def _take_files(request: HttpRequest, link: UploadLink) -> list[str]:
    """Take what came with the page itself; return a sentence for each refusal."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    most = settings.FORM_UPLOAD_BYTES_PER_HOUR
    files = request.FILES.getlist("photos")
    if files and not spend(request, what="bytes", amount=size, most=most):
        return [_("Too much was sent from your address; go on in an hour.")]
    problems = []
    for file in files:
        try:
            _take(link, file)
        except Refused as refusal:
            problems.append(f"{one_line(file.name or '')[:80]}: {refusal}")
        except OSError:
            logger.exception("A photograph could not be stored")
            problems.append(_("It could not be stored just now; try again."))
    return problems


def _take(link: UploadLink, file: Any) -> None:
    store_upload(
        key=form_of(link),
        link=link,
        name=file.name or "",
        size=file.size or 0,
        chunks=file.chunks(CHUNK),
    )


def _page(
    request: HttpRequest,
    link: UploadLink,
    token: str,
    *,
    problems: list[str] | None = None,
) -> HttpResponse:
    rows = list(uploads_under(link).select_related("found_in"))
    context = {
        "link": link,
        "token": token,
        "headline": link.submission.title if link.submission else "",
        "files": describe(rows),
        "problems": problems or [],
        "most_bytes": limits.PHOTO_BYTES,
        "words": phone_words(),
    }
    status = 422 if problems else 200
    return render(request, "submissions/phone.html", context, status=status)
