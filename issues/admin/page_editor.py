"""The screen on which a page is edited by hand: the composed page, its blocks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from desk.admin.refusals import answering
from desk.exceptions import Refused
from desk.policy import policy
from issues.admin.page_editor_data import editor_data, head_sizes
from issues.admin.page_editor_words import CORNERS, PLACES, editor_words
from issues.format_forms import FACES
from issues.models import Page


def editor_urls() -> list[URLPattern]:
    """Return the address under those of pages."""
    view = admin.site.admin_view(answering(edit))
    return [path("<int:pk>/edit/", view, name="issues_page_edit")]


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page with its blocks; who may not edit it sees it all the same."""
    found = Page.objects.select_related(
        "issue__supplement", "grid", "responsible_editor", "locked_by"
    )
    page = get_object_or_404(found, pk=pk)
    policy.require(request.user, "issue.view", page.issue)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "page": page,
        "issue": page.issue,
        "title": _("Edit page %(number)02d") % {"number": page.number},
    }
    try:
        data = editor_data(page, request.user)
    except Refused as refusal:
        context["refusal"] = str(refusal)
    else:
        context |= {
            "data": data,
            "refusal": data["refusal"],
            "words": editor_words(),
            "sizes": head_sizes(page),
            "faces": FACES,
            "places": PLACES,
            "corners": CORNERS,
        }
    return TemplateResponse(request, "desk/page_editor.html", context)
