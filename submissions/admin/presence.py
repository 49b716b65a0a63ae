"""What an open room asks every quarter of a minute: who else is here, what came."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse

from desk.admin.refusals import person
from desk.policy import policy
from submissions.models import Submission
from submissions.services.presence import (
    companions,
    newer_version,
    note_leaving,
    note_presence,
)


def here(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a window shows the piece, or that it closes; say who else does."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    policy.require(request.user, "submission.read")
    piece = get_object_or_404(Submission.objects.defer("body"), pk=pk)
    policy.require(request.user, "submission.read", piece)
    tab = _tab(request.POST.get("tab", ""))
    if "gone" in request.POST:
        note_leaving(piece=piece, user=person(request), tab=tab)
        return HttpResponse(status=204)
    note_presence(
        piece=piece,
        user=person(request),
        tab=tab,
        is_writing=request.POST.get("writing") == "yes",
    )
    return JsonResponse(_told(request, piece), headers={"Cache-Control": "no-store"})


def presence_context(request: HttpRequest, piece: Submission) -> dict[str, Any]:
    """Return what the room shows of it when it opens."""
    return {"companions": companions(piece, person(request))}


def _told(request: HttpRequest, piece: Submission) -> dict[str, Any]:
    """Return the two parts as they stand in the room, in the reader's language."""
    number = request.POST.get("number", "")
    newer = newer_version(piece, int(number)) if number.isdecimal() else None
    words: dict[str, Any] = {"piece": piece, "newer": newer}
    if newer:
        names = (piece.pk, newer.number)
        words["address"] = reverse("admin:submissions_submission_version", args=names)
    others = {"companions": companions(piece, person(request))}
    return {
        "others": render_to_string("desk/room_companions.html", others),
        "newer": render_to_string("desk/room_newer.html", words) if newer else "",
    }


def _tab(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()
