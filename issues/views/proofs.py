"""Proofs of print for the desk: the picture, small and whole, by receipt number."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from desk.policy import policy
from issues.views.pages import refusals_answered
from submissions.models import Publication
from submissions.views.page_pictures import page_picture_response, proof_response


@require_safe
@login_required
@refusals_answered
def proof_picture(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show the printed page with a piece marked on it, also before the paper is out."""
    policy.require(request.user, "issue.view")
    return picture_answer(request, ref)


@require_safe
@login_required
@refusals_answered
def proof_sheet(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Give the sheet for a unit's records, as its author gets it."""
    policy.require(request.user, "issue.view")
    answer = proof_response(_publication(ref))
    if answer is None:
        raise Http404
    return answer


def picture_answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Return the picture for whoever may look at issues."""
    answer = page_picture_response(_publication(ref), small="small" in request.GET)
    if answer is None:
        raise Http404
    return answer


def _publication(ref: str) -> Publication:
    found = Publication.objects.select_related("submission")
    return get_object_or_404(found, submission__ref=ref)
