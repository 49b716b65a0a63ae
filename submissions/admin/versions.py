"""A version of a piece beside another one, and restored."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from press.copy.serial import from_json
from submissions.admin.room_voids import judgement_context
from submissions.exceptions import ReadsFall
from submissions.models import Submission, Version
from submissions.services.comparing import changes_between, side_by_side
from submissions.services.copy import version_of
from submissions.services.editing import EDITABLE_ON_DESK
from submissions.services.restoring import restore_version


def show(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a version, what changed since another one, and both side by side."""
    piece = _piece(request, pk)
    return _shown(request, piece, get_object_or_404(piece.versions, number=number))


def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make the words of a version the newest again.

    Where signatures would fall the page says so first, and a second press agrees.
    """
    if request.method != "POST":
        return NotThatWay(["POST"])
    piece = _piece(request, pk)
    version = get_object_or_404(piece.versions, number=number)
    seen = request.POST.get("expected_number", "")
    try:
        made = restore_version(
            submission=piece,
            version=version,
            actor=person(request),
            expected_number=int(seen) if seen.isdigit() else 0,
            expected_voids=request.POST.getlist("expected_voids"),
        )
    except NotAllowed:
        raise
    except ReadsFall as fall:
        return _shown(request, piece, version, fall, status=409)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _shown(request, piece, version, status=409)
    said = _("Version %(old)d stands again, as version %(new)d.")
    messages.success(request, said % {"old": number, "new": made.number})
    return redirect("admin:submissions_submission_change", pk)


def _piece(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.select_related("current_version")
    piece = get_object_or_404(rows, pk=pk)
    policy.require(request.user, "submission.read", piece)
    return piece


def _shown(
    request: HttpRequest,
    piece: Submission,
    version: Version,
    fall: ReadsFall | None = None,
    status: int = 200,
) -> HttpResponse:
    before = _other(request, piece, version)
    current = version_of(piece)
    may_edit = piece.status in EDITABLE_ON_DESK and policy.may(
        request.user, "submission.edit", piece
    )
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"{piece.ref} · {version.number}",
        "piece": piece,
        "version": version,
        "before": before,
        "changes": changes_between(before, version) if before else (),
        "columns": _columns(before, version) if before else (),
        "copy": from_json(version.copy),
        "others": _others(piece, version),
        "current_number": current.number,
        "may_restore": may_edit and version.copy_hash != current.copy_hash,
        "voids": judgement_context(fall.judgement) if fall else None,
        "stages": sorted(fall.judgement.stages) if fall else (),
    }
    return TemplateResponse(request, "desk/version.html", context, status=status)


def _others(piece: Submission, version: Version) -> QuerySet[Version]:
    rows = piece.versions.exclude(pk=version.pk).select_related("author")
    return rows.defer("copy")


def _columns(before: Version, version: Version) -> tuple[tuple[Version, Any], ...]:
    old, new = side_by_side(before, version)
    return (before, old), (version, new)


def _other(request: HttpRequest, piece: Submission, version: Version) -> Version | None:
    """Return the version to compare with: the one asked for, else the one before."""
    since = request.GET.get("since", "")
    number = int(since) if since.isdigit() else version.number - 1
    return piece.versions.filter(number=number).exclude(pk=version.pk).first()
