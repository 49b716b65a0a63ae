"""Split a piece in its room, put one behind another; group short items in the list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from submissions.admin.reading import ReadingRoom
from submissions.models import Submission
from submissions.services.grouping import append_piece, group_pieces
from submissions.services.splitting import split_piece
from submissions.views.pieces import piece_for


def split(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Make a piece of its own of all from a paragraph on, and go there."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    piece = piece_for(request.user, pk=pk)
    try:
        new = split_piece(
            submission=piece,
            first_block=_number(request, "first_block"),
            headline=request.POST.get("new_headline", ""),
            photos=request.POST.getlist("new_photos"),
            expected_number=_number(request, "expected_version"),
            actor=person(request),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return room.show(request, str(pk), status=409)
    said = _("This piece was split off %(ref)s.") % {"ref": piece.ref}
    messages.success(request, said)
    return redirect("admin:submissions_submission_change", new.pk)


def append(request: HttpRequest, pk: int, *, room: ReadingRoom) -> HttpResponse:
    """Put another piece, named by its number, behind this one."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    piece = piece_for(request.user, pk=pk)
    ref = request.POST.get("other_ref", "").strip().upper()
    other = Submission.objects.filter(ref=ref).first()
    try:
        if other is None or not policy.may(request.user, "submission.read", other):
            raise Refused(
                _("There is no piece “%(ref)s”. Write its whole number.") % {"ref": ref}
            )
        append_piece(
            submission=piece,
            other=other,
            expected_number=_number(request, "expected_version"),
            actor=person(request),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return room.show(request, str(pk), status=409)
    messages.success(request, _("%(ref)s stands behind it now.") % {"ref": ref})
    return redirect("admin:submissions_submission_change", pk)


@admin.action(description=gettext_lazy("Put under one head…"))
def bulk_group(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Submission]
) -> HttpResponse | None:
    """Ask for the head and the order, then make one piece of the short items."""
    pieces = _in_order(request, list(queryset.order_by("received_at", "pk")))
    typed, error = request.POST.get("group_headline", ""), ""
    if request.POST.get("confirmed"):
        try:
            group = group_pieces(pieces=pieces, headline=typed, actor=person(request))
        except NotAllowed:
            raise
        except Refused as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The items stand under one head."))
            return redirect("admin:submissions_submission_change", group.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Put short items under one head"),
        "pieces": pieces,
        "typed": typed,
        "error": error,
    }
    return TemplateResponse(request, "desk/bulk_group.html", context)


def _in_order(request: HttpRequest, pieces: list[Submission]) -> list[Submission]:
    """Return the pieces in the order that was typed; others as they came."""

    def place(piece: Submission) -> int:
        typed = request.POST.get(f"place_{piece.pk}", "")
        return int(typed) if typed.isdecimal() and len(typed) < 4 else len(pieces)

    return sorted(pieces, key=place)


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 8 else -1


ACTIONS = (bulk_group,)
