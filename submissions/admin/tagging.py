"""Tags in the reading room and in the list: accept, refuse, give to many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.admin.bulk import on_each, report
from submissions.models import Submission, TagProposal
from submissions.services.tagging.deciding import (
    MAY,
    accept_tag,
    accept_tags,
    change_tags,
    refuse_tag,
)
from submissions.services.tagging.naming import (
    known_tags,
    names_typed,
    offered_names,
    tags_named,
)
from submissions.views.pieces import piece_for

POST_ONLY = ["POST"]


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or refuse one proposed tag."""
    if request.method != "POST":
        return HttpResponseNotAllowed(POST_ONLY)
    rows = TagProposal.objects.select_related("submission")
    proposal = get_object_or_404(rows, pk=pk)
    policy.require(request.user, "submission.read", proposal.submission)
    acts = {"accept": accept_tag, "refuse": refuse_tag}
    try:
        act = acts.get(request.POST.get("choice", ""))
        if act is None:
            raise Refused(_("This choice does not exist. Please reload the page."))
        act(proposal=proposal, actor=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, proposal.submission_id)


def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all that is proposed for a piece: in the room, or in the list."""
    if request.method != "POST":
        return HttpResponseNotAllowed(POST_ONLY)
    piece = piece_for(request.user, pk=pk)
    try:
        count = accept_tags(piece=piece, actor=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(n)d tag accepted.", "%(n)d tags accepted.", count)
        messages.success(request, f"{piece.ref}：{said % {'n': count}}")
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return to the list as it was filtered, else to the piece."""
    came = request.headers.get("Referer", "")
    listed = reverse("admin:submissions_submission_changelist")
    host = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(
        came, host, require_https=request.is_secure()
    )
    if is_ours and came.partition("?")[0].endswith(listed):
        return redirect(came)
    room = reverse("admin:submissions_submission_change", args=(pk,))
    return redirect(f"{room}#tags-head")


@admin.action(description=gettext_lazy("Accept proposed tags"))
def bulk_accept_tags(
    _admin: Any, request: HttpRequest, queryset: QuerySet[Submission]
) -> None:
    """Accept all that is proposed for each piece."""
    _on_each(
        request,
        queryset,
        lambda piece: accept_tags(piece=piece, actor=person(request)),
    )


@admin.action(description=gettext_lazy("Tag…"))
def bulk_tag(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Submission]
) -> HttpResponse | None:
    """Ask which tags to put on and to take off, then do it to each piece."""
    typed = {name: request.POST.get(name, "") for name in ("add", "remove")}
    error = ""
    if request.POST.get("confirmed"):
        try:
            _tag_each(request, queryset, typed)
        except Refused as refusal:
            error = str(refusal)
        else:
            return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Tag pieces"),
        "pieces": queryset,
        "typed": typed,
        "error": error,
        "known_tags": offered_names(),
    }
    return TemplateResponse(request, "desk/bulk_tag.html", context)


def _tag_each(
    request: HttpRequest, queryset: QuerySet[Submission], typed: dict[str, str]
) -> None:
    policy.require(request.user, MAY)
    add, remove = (names_typed(typed[name]) for name in ("add", "remove"))
    known = known_tags(remove)
    unknown = [name for name in remove if name not in known]
    if unknown:
        said = _("There is no tag “%(name)s”; nothing was changed.")
        raise Refused(said % {"name": unknown[0]}, code="unknown_tag")
    if not (add or remove):
        raise Refused(_("Say which tags to put on or to take off."), code="no_tags")
    new, gone = tags_named(add), list(known.values())
    _on_each(
        request,
        queryset,
        lambda piece: change_tags(
            piece=piece, add=new, remove=gone, actor=person(request)
        ),
    )


def _on_each(
    request: HttpRequest,
    pieces: QuerySet[Submission],
    act: Callable[[Submission], object],
) -> None:
    report(request, *on_each(pieces, act))


ACTIONS = (bulk_accept_tags, bulk_tag)
