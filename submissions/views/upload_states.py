"""What became of the files sent up: JSON for the form, small pictures for its rows."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from submissions.enums import RenditionKind, UploadState
from submissions.models import Upload
from submissions.services.uploads import copy_file, describe_form, describe_one


def form_states(request: HttpRequest) -> JsonResponse:
    """Tell of all files of the form whose key is given."""
    try:
        form = UUID(request.GET.get("form", ""))
    except ValueError:
        return _said({"error": _("Load the page again, please.")}, 400)
    return _said({"files": describe_form(form)})


@require_safe
def state(request: HttpRequest, key: str) -> JsonResponse:
    """Tell of one file."""
    upload = Upload.objects.filter(key=UUID(hex=key)).first()
    if upload is None:
        return _said({"error": _("This file is not here; choose it again.")}, 404)
    return _said(describe_one(upload))


@require_safe
def thumbnail(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show a photograph small."""
    return _picture(key, RenditionKind.THUMBNAIL)


@require_safe
def screen(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show a photograph as large as the form ever does."""
    return _picture(key, RenditionKind.SCREEN)


def _picture(key: str, kind: str) -> HttpResponseBase:
    upload = Upload.objects.filter(key=UUID(hex=key)).first()
    usable = upload is not None and upload.state != UploadState.REFUSED
    path = copy_file(upload.key, kind) if upload and usable else None
    answer: HttpResponse | FileResponse
    if path is None:
        answer = HttpResponse(status=404)
        answer["Cache-Control"] = "no-store"
    else:
        answer = FileResponse(path.open("rb"), content_type="image/jpeg")
        answer["Cache-Control"] = "private, max-age=86400"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _said(known: dict[str, object], status: int = 200) -> JsonResponse:
    answer = JsonResponse(known, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
