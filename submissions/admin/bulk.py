"""Actions on many pieces: one workflow call a piece, then *n done, m refused*."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from desk.admin.refusals import person
from desk.exceptions import Refused
from submissions.enums import Action
from submissions.models import Section, Submission
from submissions.services.filing import file_under
from submissions.services.workflow import perform

REASONS_SHOWN = 5


def on_each(
    pieces: Iterable[Submission], act: Callable[[Submission], object]
) -> tuple[int, list[str]]:
    """Do something to each piece; return how many were done, and the refusals."""
    done, refused = 0, []
    for piece in pieces:
        try:
            act(piece)
            done += 1
        except Refused as refusal:
            refused.append(f"{piece.ref}：{refusal}")
    return done, refused


def perform_on_all(
    request: HttpRequest,
    pieces: QuerySet[Submission],
    *,
    action: Action,
    note: str = "",
) -> tuple[int, list[str]]:
    """Do an action to each piece; return how many were done, and the refusals."""
    user = person(request)
    return on_each(
        pieces,
        lambda piece: perform(submission=piece, action=action, actor=user, note=note),
    )


def report(request: HttpRequest, done: int, refused: list[str]) -> None:
    """Tell the person how many were done and how many refused, and why."""
    said = ngettext("%(n)d piece done", "%(n)d pieces done", done) % {"n": done}
    if refused:
        said += ngettext(", %(n)d refused.", ", %(n)d refused.", len(refused)) % {
            "n": len(refused)
        }
        messages.warning(request, said)
        for reason in refused[:REASONS_SHOWN]:
            messages.warning(request, reason)
    else:
        messages.success(request, said + gettext("."))


def _at_once(action: Action) -> Any:
    def run(_admin: Any, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        report(request, *perform_on_all(request, queryset, action=action))

    run.__name__ = f"bulk_{action.value}"
    return run


def _with_note(action: Action) -> Any:
    """Ask for the reason on a page of its own before anything is done."""

    def run(
        model_admin: Any, request: HttpRequest, queryset: QuerySet[Submission]
    ) -> HttpResponse | None:
        note = request.POST.get("note", "").strip()
        if request.POST.get("confirmed") and note:
            report(
                request, *perform_on_all(request, queryset, action=action, note=note)
            )
            return None
        context = {
            **model_admin.admin_site.each_context(request),
            "title": action.label,
            "action_name": f"bulk_{action.value}",
            "pieces": queryset,
            "missing": bool(request.POST.get("confirmed")),
        }
        return TemplateResponse(request, "desk/bulk_confirm.html", context)

    run.__name__ = f"bulk_{action.value}"
    return run


def _signing(action: Action) -> Any:
    """Show which words would be signed before anything is: version by version.

    Words that somebody changes meanwhile are not signed; the piece is named instead.
    """

    def run(
        model_admin: Any, request: HttpRequest, queryset: QuerySet[Submission]
    ) -> HttpResponse | None:
        pieces = list(queryset.select_related("current_version", "section"))
        if request.POST.get("confirmed"):
            report(request, *_sign_each(request, pieces, action))
            return None
        context = {
            **model_admin.admin_site.each_context(request),
            "title": action.label,
            "action_name": f"bulk_{action.value}",
            "pieces": pieces,
        }
        return TemplateResponse(request, "desk/bulk_sign.html", context)

    run.__name__ = f"bulk_{action.value}"
    return run


def _sign_each(
    request: HttpRequest, pieces: list[Submission], action: Action
) -> tuple[int, list[str]]:
    user, note = person(request), request.POST.get("note", "").strip()

    def sign(piece: Submission) -> None:
        seen = request.POST.get(f"version_{piece.pk}", "")
        perform(
            submission=piece,
            action=action,
            actor=user,
            note=note,
            expected_version=int(seen) if seen.isdecimal() else 0,
        )

    return on_each(pieces, sign)


@admin.action(description=_("Set the section…"))
def set_section(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Submission]
) -> HttpResponse | None:
    """Ask for the section, then file each piece there; nothing else of it changes."""
    chosen = Section.objects.filter(slug=request.POST.get("section", "")).first()
    if request.POST.get("confirmed") and chosen:
        section, user = chosen, person(request)
        done = on_each(
            queryset,
            lambda piece: file_under(submission=piece, section=section, actor=user),
        )
        report(request, *done)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Set the section"),
        "pieces": queryset,
        "sections": Section.objects.all(),
        "missing": bool(request.POST.get("confirmed")),
    }
    return TemplateResponse(request, "desk/bulk_section.html", context)


claim = admin.action(description=_("Claim"))(_at_once(Action.CLAIM))
sign_first = admin.action(description=_("Sign first read and send on…"))(
    _signing(Action.SIGN_FIRST_READ)
)
sign_second = admin.action(description=_("Sign second read and accept…"))(
    _signing(Action.SIGN_SECOND_READ)
)
hold = admin.action(description=_("Put on hold"))(_at_once(Action.HOLD))
return_pieces = admin.action(description=_("Return for revision…"))(
    _with_note(Action.RETURN)
)
decline = admin.action(description=_("Decline…"))(_with_note(Action.DECLINE))

ACTIONS = (
    *(claim, sign_first, sign_second, set_section),
    *(hold, return_pieces, decline),
)
