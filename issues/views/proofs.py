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
from submissions.views.page_pictures import page_picture_response


@require_safe
@login_required
@refusals_answered
def proof_picture(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show the printed page with a piece marked on it, also before the paper is out."""
    policy.require(request.user, "issue.view")
    return picture_answer(request, ref)


def picture_answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Return the picture for whoever may look at issues."""
    found = Publication.objects.select_related("submission")
    publication = get_object_or_404(found, submission__ref=ref)
    answer = page_picture_response(publication, small="small" in request.GET)
    if answer is None:
        raise Http404
    return answer
