"""The page on which a leader reads a piece on her telephone and signs it, or not.

No script is needed: it opens in the browser of a messenger.  A guessed address is
answered as every other that leads nowhere; one that has ended says why.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.exceptions import Refused
from desk.models import User
from submissions.enums import ApprovalOutcome, RenditionKind
from submissions.models import ApprovalLink, Rendition
from submissions.services.approval_links import ask_again, find_link, why_over
from submissions.services.approving import MOST_WORDS, answer_by_link, shown_by
from submissions.services.signing_pins import has_pin
from submissions.views.limits import spend
from submissions.views.private_pages import nothing_here, private_page

OPENED_PER_HOUR = 600  # pages and photographs, for those behind one network address
ANSWERED_PER_HOUR = 60


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, token: str) -> HttpResponse:
    """Show the piece as it will be signed, or take her answer."""
    if not spend(request, what="reads", amount=1, most=OPENED_PER_HOUR):
        return _too_many(request)
    link = find_link(token)
    if link is None:
        return nothing_here(request)
    if request.method != "POST":
        return _page(request, link, token)
    if "again" in request.POST:
        ask_again(link)
        return HttpResponseRedirect(request.path, status=303)
    if not spend(request, what="answers", amount=1, most=ANSWERED_PER_HOUR):
        return _too_many(request)
    return _answer(request, link, token)


@private_page
@require_safe
def approval_photo(request: HttpRequest, token: str, key: UUID) -> HttpResponse:
    """Show a photograph of the piece while the link may be used."""
    if not spend(request, what="reads", amount=1, most=OPENED_PER_HOUR):
        return _too_many(request)
    link = find_link(token)
    if link is None or why_over(link):
        return nothing_here(request)
    found = Rendition.objects.filter(
        photo__submission=link.submission,
        photo__key=key,
        kind__in=(RenditionKind.SCREEN, RenditionKind.THUMBNAIL),
    )
    made = {row.kind: row for row in found}
    row = made.get(RenditionKind.SCREEN) or made.get(RenditionKind.THUMBNAIL)
    if row is None:
        return nothing_here(request)
    response = HttpResponse(row.file.read(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _answer(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponse:
    try:
        answer_by_link(
            link=link,
            agrees=request.POST.get("answer") == "sign",
            opinion=request.POST.get("opinion", ""),
            pin=request.POST.get("pin", ""),
            signed_in=_signed_in(request),
        )
    except Refused as refusal:
        link = find_link(token) or link
        return _page(request, link, token, problem=str(refusal))
    return HttpResponseRedirect(request.path, status=303)


def _signed_in(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(
    request: HttpRequest, link: ApprovalLink, token: str, *, problem: str = ""
) -> HttpResponse:
    over = why_over(link)
    if over:
        return _over(request, link, over)
    is_she = _signed_in(request) == link.reader
    context: dict[str, Any] = {
        "link": link,
        "piece": link.submission,
        "token": token,
        "shown": shown_by(link),
        "problem": problem,
        "opinion": request.POST.get("opinion", ""),
        "most_words": MOST_WORDS,
        "is_she": is_she,
        "has_pin": is_she or has_pin(link.reader),
        "sign_in": f"{reverse('admin:login')}?next={request.path}",
    }
    status = 422 if problem else 200
    return render(request, "submissions/approval.html", context, status=status)


def _over(request: HttpRequest, link: ApprovalLink, why: str) -> HttpResponse:
    """Say why a link signs nothing any more; no word of the piece."""
    answered = link.outcome in (ApprovalOutcome.SIGNED, ApprovalOutcome.REFUSED)
    context = {
        "link": link,
        "why": why,
        "answered": answered,
        "asked": link.asked_again_at is not None,
    }
    status = 200 if answered else 410
    return render(request, "submissions/approval_over.html", context, status=status)


def _too_many(request: HttpRequest) -> HttpResponse:
    why = _("Too much was asked for from your network; try again in an hour.")
    context = {"why": why, "answered": True}
    return render(request, "submissions/approval_over.html", context, status=429)
