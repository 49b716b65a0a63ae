"""Two pieces side by side, and what the desk decides about their likeness."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from submissions.models import SeenBefore
from submissions.services.seen.deciding import (
    EDIT,
    join,
    may_join,
    open_again,
    set_apart,
)
from submissions.services.seen.showing import side_by_side


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show two pieces side by side; a post decides about them."""
    rows = SeenBefore.objects.select_related(
        "piece__current_version",
        "earlier__current_version",
        "earlier__publication",
        "decided_by",
    )
    seen = get_object_or_404(rows, pk=pk)
    for piece in (seen.piece, seen.earlier):
        policy.require(person(request), "submission.read", piece)
    if request.method == "POST":
        return _decide(request, seen)
    if request.method not in ("GET", "HEAD"):
        return NotThatWay(["GET", "HEAD", "POST"])
    return _shown(request, seen)


def _decide(request: HttpRequest, seen: SeenBefore) -> HttpResponse:
    actor, act = person(request), request.POST.get("act", "")
    try:
        if act == "join":
            kept = join(seen=seen, actor=actor)
            said = _("%(later)s is now the newest version of %(earlier)s.")
            names = {"later": seen.piece.ref, "earlier": kept.ref}
            messages.success(request, said % names)
            return redirect("admin:submissions_submission_change", kept.pk)
        if act == "apart":
            set_apart(seen=seen, actor=actor)
            said = _("%(ref)s is a piece of its own.") % {"ref": seen.piece.ref}
            messages.success(request, said)
            return redirect("admin:submissions_submission_change", seen.piece_id)
        if act == "open":
            open_again(seen=seen, actor=actor)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _shown(request, seen, status=409)
    return redirect("admin:submissions_seen", seen.pk)


def _shown(request: HttpRequest, seen: SeenBefore, status: int = 200) -> HttpResponse:
    later, earlier = side_by_side(seen)
    may_edit = policy.may(request.user, EDIT, seen.piece)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Seen before"),
        "seen": seen,
        "columns": ((seen.piece, later), (seen.earlier, earlier)),
        "per_cent": round(seen.share * 100),
        "may_edit": may_edit,
        "may_join": may_edit
        and may_join(seen)
        and policy.may(request.user, EDIT, seen.earlier),
    }
    return TemplateResponse(request, "desk/seen.html", context, status=status)
