"""What the reading room hands out: photographs, and the author's telephone."""

from __future__ import annotations

from django.http import (
    HttpRequest,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from desk.services.personal import open_personal
from submissions.models import Photo, Submission
from submissions.views.photo_files import photo_response


def phone(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open the author's telephone number; this is recorded in the ledger."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    piece = get_object_or_404(Submission, pk=pk)
    try:
        opened = open_personal(obj=piece, field="contact_phone", actor=person(request))
    except Refused as refusal:
        return JsonResponse({"detail": str(refusal)}, status=403)
    return JsonResponse({"phone": opened}, headers={"Cache-Control": "no-store"})


@answering
def photo(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Serve a rendition to staff, or the original as a download."""
    policy.require(request.user, "submission.read")
    found = get_object_or_404(Photo.objects.select_related("submission"), pk=pk)
    return photo_response(found, kind, person(request))
