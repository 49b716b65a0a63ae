"""The board of an issue: pages as pictures, the ready list beside, stories moved."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import admin, messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.admin.issue_runs import issue_of, render
from issues.admin.live import live
from issues.enums import IssueStatus, Weight
from issues.models import Issue
from issues.services.board_moves import Moved, Spot, move_story
from issues.services.issue_board import board_grid, board_pages, ready_list
from issues.services.make_up import make_up_page
from issues.services.ready_stories import set_weight
from submissions.models import Section, Submission
from submissions.services.reach import pieces_for

PARTS = {
    "pages": "desk/issue_board_pages.html",
    "ready": "desk/issue_board_ready.html",
}
MOST_DIGITS = 4
BY_SCRIPT = "X-Board"  # the script asks so, and is answered in JSON


def board_urls() -> list[URLPattern]:
    """Return the addresses under those of issues."""
    views = (
        ("<int:pk>/board/", board, "issues_issue_board"),
        ("<int:pk>/board/move/", move, "issues_issue_board_move"),
        ("<int:pk>/board/undo/", undo, "issues_issue_board_undo"),
        ("<int:pk>/board/make-up/", make_up, "issues_issue_board_make_up"),
        ("<int:pk>/board/weigh/", weigh, "issues_issue_board_weigh"),
    )
    staff = admin.site.admin_view
    return [
        path(route, staff(answering(view)), name=name) for route, view, name in views
    ]


def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the board, or one of its parts to a browser that asks again."""
    issue = issue_of(request, pk)
    part = request.GET.get("part", "")
    context = {
        "title": _("Board"),
        "may_move": _may_move(request, issue),
        "last_move": request.session.get(_key(issue)),
        **_pages(request, issue, with_ready=part != "pages"),
    }
    if part in PARTS:
        return live(request, render(request, issue, PARTS[part], context))
    return render(request, issue, "desk/issue_board.html", context)


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a story to a page or back to the list."""
    issue = issue_of(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    policy.require(request.user, "page.place", issue)
    asked = request.POST
    piece = get_object_or_404(pieces_for(request.user), ref=asked.get("story", ""))
    spot = Spot(page=_number(asked.get("to")), slot=_number(asked.get("slot")))
    seen_on = _number(asked.get("seen_on"))
    return _moved(request, issue, piece, spot, seen_on)


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last move this person made here."""
    issue = issue_of(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    policy.require(request.user, "page.place", issue)
    last = request.session.get(_key(issue))
    if not last:
        return _answer(request, issue, error=_("There is no move to take back."))
    piece = get_object_or_404(pieces_for(request.user), ref=last["ref"])
    spot = Spot(**last["before"])
    return _moved(request, issue, piece, spot, last["after"]["page"], is_undo=True)


def make_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make up a page from the board."""
    issue = issue_of(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    number = _number(request.POST.get("page")) or 0
    page = get_object_or_404(issue.pages.without_layout(), number=number)
    try:
        make_up_page(page=page, actor=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        return _answer(request, issue, error=str(refusal))
    said = _("Page %(number)d is made up.") % {"number": number}
    return _answer(request, issue, said=said)


def weigh(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much a ready story counts when the issue is made up."""
    issue = issue_of(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    policy.require(request.user, "page.place", issue)
    asked = request.POST
    piece = get_object_or_404(pieces_for(request.user), ref=asked.get("story", ""))
    try:
        weight = set_weight(
            submission=piece, weight=asked.get("weight", ""), actor=person(request)
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _answer(request, issue, error=str(refusal))
    said = _("“%(title)s” counts as: %(weight)s.")
    facts = {"title": piece.title, "weight": weight.label}
    return _answer(request, issue, said=said % facts)


def _moved(
    request: HttpRequest,
    issue: Issue,
    piece: Submission,
    spot: Spot,
    seen_on: int | None,
    *,
    is_undo: bool = False,
) -> HttpResponse:
    try:
        done = move_story(
            issue=issue,
            submission=piece,
            to=spot,
            actor=person(request),
            seen_on=seen_on,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _answer(request, issue, error=str(refusal))
    request.session[_key(issue)] = None if is_undo else _kept(done)
    return _answer(request, issue, said=_said(done, is_undo=is_undo))


def _kept(done: Moved) -> dict[str, Any]:
    piece = done.submission
    return {
        "ref": piece.ref,
        "headline": piece.title,
        "before": asdict(done.before),
        "after": asdict(done.after),
    }


def _said(done: Moved, *, is_undo: bool) -> str:
    facts = {"title": done.submission.title, "page": done.after.page}
    if is_undo:
        return _("Taken back: “%(title)s” stands where it stood.") % facts
    if done.after.page is None:
        return _("“%(title)s” is back on the list.") % facts
    return _("“%(title)s” stands on page %(page)d; it needs make-up.") % facts


def _answer(
    request: HttpRequest, issue: Issue, *, said: str = "", error: str = ""
) -> HttpResponse:
    if BY_SCRIPT in request.headers:
        return JsonResponse(
            {"said": said, "error": error}, status=409 if error else 200
        )
    if error:
        messages.error(request, error)
    else:
        messages.success(request, said)
    query = request.POST.get("query", "")
    address = reverse("admin:issues_issue_board", args=(issue.pk,))
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _pages(request: HttpRequest, issue: Issue, *, with_ready: bool) -> dict[str, Any]:
    pages = board_pages(issue, person(request))
    context: dict[str, Any] = {"pages": pages}
    if with_ready and pages:
        section = request.GET.get("section", "")
        words = request.GET.get("q", "").strip()[:100]
        context |= {
            "ready": ready_list(
                issue,
                person(request),
                board_grid(pages),
                section=section,
                words=words,
                page=_number(request.GET.get("p")) or 1,
            ),
            "sections": list(Section.objects.order_by("name")),
            "section": section,
            "words": words,
            "weights": Weight.choices,
        }
    query = request.GET.copy()
    query.pop("part", None)
    context["query"] = query.urlencode()
    return context


def _may_move(request: HttpRequest, issue: Issue) -> bool:
    may = policy.may(request.user, "page.place", issue)
    return may and issue.status != IssueStatus.RELEASED


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) <= MOST_DIGITS else None


def _key(issue: Issue) -> str:
    return f"board-move-{issue.pk}"
