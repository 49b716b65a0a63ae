"""Proofs of print on the page of an issue: the list, and its two buttons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from desk.services.letter_acts import READ, SEND
from issues.models import Issue
from issues.services.print_proofs import DRAW_AGAIN, ask_again
from issues.services.proof_rows import proofs_of, published_in
from submissions.services.print_notices import tell_again


def proofs_context(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Return what the page of an issue shows of its proofs; nothing before release."""
    return {
        "proofs": proofs_of(issue),
        "may_draw_proofs": policy.may(request.user, DRAW_AGAIN, issue),
        "may_read_letters": policy.may(request.user, READ),
        "may_send_letters": policy.may(request.user, SEND),
    }


def draw_proofs(request: HttpRequest, pk: int) -> HttpResponse:
    """Have missing pictures drawn."""
    issue = _issue(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        pages = ask_again(issue=issue, actor=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext(
            "The pictures of %(n)d page are being drawn.",
            "The pictures of %(n)d pages are being drawn.",
            pages,
        )
        messages.success(request, said % {"n": pages})
    return _back(pk)


def tell_author(request: HttpRequest, pk: int, ref: str) -> HttpResponse:
    """Write to an author once more, with the picture as it is now."""
    issue = _issue(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    publication = get_object_or_404(published_in(issue), submission__ref=ref)
    number = request.POST.get("number", "")
    try:
        tell_again(
            publication=publication,
            actor=person(request),
            number=int(number) if number.isdecimal() else 1,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is on its way."))
    return _back(pk)


def _issue(request: HttpRequest, pk: int) -> Issue:
    policy.require(request.user, "issue.view")
    return get_object_or_404(Issue.objects.select_related("supplement"), pk=pk)


def _back(pk: int) -> HttpResponse:
    return redirect("admin:issues_issue_change", pk)
