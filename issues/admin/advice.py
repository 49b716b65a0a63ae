"""What gives: the part of the make-up room that is looked up once the page shows."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from issues.models import Page
from issues.services.giving import advise
from submissions.models import Submission


def advice_urls() -> list[URLPattern]:
    """Return the address of the part."""
    view = admin.site.admin_view(answering(_advice))
    return [path("<int:pk>/advice/", view, name="issues_page_advice")]


def _advice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what to cut, leave out or put into a hole, with a button for each."""
    page = get_object_or_404(Page.objects.select_related("issue", "grid"), pk=pk)
    policy.require(request.user, "page.make_up", page)
    try:
        advice = advise(page, person(request))
    except Refused as refusal:
        return TemplateResponse(
            request, "desk/page_advice.html", {"said": str(refusal)}
        )
    placed = dict(page.placements.values_list("submission__ref", "pk"))
    ready = [offer.ref for offer in advice.into]
    pieces = dict(Submission.objects.filter(ref__in=ready).values_list("ref", "pk"))
    context = {
        "page": page,
        "advice": advice,
        "out": [(offer, placed.get(offer.ref)) for offer in advice.out],
        "into": [(offer, pieces.get(offer.ref)) for offer in advice.into],
        "may_place": policy.may(request.user, "page.place", page),
    }
    return TemplateResponse(request, "desk/page_advice.html", context)
