"""Acts on many letters: asked for first, then *n done, m refused*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.models import Letter, User
from desk.services.letter_acts import drop_letter, release_letter, send_again

MOST = 200
REASONS_SHOWN = 5
Act = Callable[[Letter, User], object]


def _again(letter: Letter, actor: User) -> object:
    """Send once more; what may have left already is for a person to look at alone."""
    if letter.may_have_left:
        raise Refused(gettext("It may have left. Open it and decide."))
    return send_again(letter=letter, actor=actor, number=letter.again.count() + 1)


def _on_all(name: str, label: Any, act: Act) -> Any:
    """Return an action that asks on a page of its own before anything is done."""

    def run(
        model_admin: Any, request: HttpRequest, queryset: QuerySet[Letter]
    ) -> HttpResponse | None:
        letters = list(queryset.order_by("created_at", "pk")[: MOST + 1])
        if len(letters) > MOST:
            said = gettext("At most %(most)d letters at once. Choose fewer.")
            messages.error(request, said % {"most": MOST})
            return None
        if request.POST.get("confirmed"):
            _report(request, *_do(person(request), letters, act))
            return None
        context = {
            **model_admin.admin_site.each_context(request),
            "title": str(label).rstrip("…"),
            "letters": letters,
            "action_name": name,
        }
        return TemplateResponse(request, "desk/letters_confirm.html", context)

    run.__name__ = name
    return admin.action(description=label, permissions=["send"])(run)


def _do(actor: User, letters: list[Letter], act: Act) -> tuple[int, list[str]]:
    done, refused = 0, []
    for letter in letters:
        try:
            act(letter, actor)
            done += 1
        except Refused as refusal:
            refused.append(f"{letter.recipient}：{refusal}")
    return done, refused


def _report(request: HttpRequest, done: int, refused: list[str]) -> None:
    said = ngettext("%(n)d letter done", "%(n)d letters done", done) % {"n": done}
    if not refused:
        messages.success(request, said + gettext("."))
        return
    more = ngettext(", %(n)d refused.", ", %(n)d refused.", len(refused))
    messages.warning(request, said + more % {"n": len(refused)})
    for reason in refused[:REASONS_SHOWN]:
        messages.warning(request, reason)


ACTIONS = (
    _on_all(
        "release",
        _("Let go…"),
        lambda letter, actor: release_letter(letter=letter, actor=actor),
    ),
    _on_all(
        "drop",
        _("Do not send…"),
        lambda letter, actor: drop_letter(letter=letter, actor=actor),
    ),
    _on_all("again", _("Send again…"), _again),
)
