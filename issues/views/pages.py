"""Pictures and proofs of pages, and packages: for staff, by id, never by an address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from desk.exceptions import NotAllowed, Refused
from desk.models import User
from desk.policy import policy
from issues.models import Export, Page, PageDraft
from issues.services import page_drawings as drawings
from issues.services.exporting import open_package
from issues.services.proofs import proof_pdf

View = Callable[..., HttpResponseBase]


def refusals_answered(view: View) -> View:
    """Answer a refusal with its sentence: 403 for who asks, 409 for what is asked."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            return HttpResponse(
                str(refusal), status=409, content_type="text/plain; charset=utf-8"
            )

    return answered


# The address carries the layout's hash, so a kept picture is never an old one.
KEEP = "private, max-age=86400, immutable"


@require_safe
@login_required
@refusals_answered
def page_preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the picture of a page as it was made up last."""
    policy.require(request.user, "issue.view")
    page = get_object_or_404(Page.objects.without_layout(), pk=pk)
    return _picture(request, page.preview, page.layout_hash)


@require_safe
@login_required
@refusals_answered
def draft_preview(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show the small picture of a draft."""
    policy.require(request.user, "issue.view")
    drafts = PageDraft.objects.defer("layout")
    draft = get_object_or_404(drafts, page=pk, number=number)
    return _picture(request, draft.preview, draft.layout_hash)


@require_safe
@login_required
@refusals_answered
def page_picture(request: HttpRequest, pk: int, picture: str) -> HttpResponse:
    """Show a photograph or artwork of a page, for the page on screen."""
    policy.require(request.user, "issue.view")
    page = get_object_or_404(Page.objects.without_layout(), pk=pk)
    jpeg = drawings.page_picture(page, picture)
    if jpeg is None:
        raise Http404
    return HttpResponse(
        jpeg, content_type="image/jpeg", headers={"Cache-Control": KEEP}
    )


@require_safe
@login_required
@refusals_answered
def page_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page proof as PDF, composed from the stored layout."""
    policy.require(request.user, "issue.view")
    page = get_object_or_404(Page.objects.select_related("issue"), pk=pk)
    name = f"{page.issue.slug}-{page.number:02d}.pdf"
    return HttpResponse(
        proof_pdf(page),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
@login_required
@refusals_answered
def package(request: HttpRequest, pk: Any) -> FileResponse:
    """Hand out a finished package; who took it is recorded."""
    user: Any = request.user
    export = get_object_or_404(Export.objects.select_related("issue"), pk=pk)
    return package_response(export, user)


def package_response(export: Export, user: User) -> FileResponse:
    """Return the package as a download named after its issue."""
    file = open_package(export, user)
    response = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=f"{export.issue.slug}.zip",
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{export.sha256}"'
    return response


def _picture(request: HttpRequest, field: Any, layout_hash: str) -> HttpResponseBase:
    if not field:
        raise Http404
    etag = quote_etag(layout_hash)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    response = FileResponse(field.open("rb"), content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = KEEP
    return response
