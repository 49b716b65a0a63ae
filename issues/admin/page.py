"""The make-up room: a page as a picture, its stories, copyfit, and the sign-off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from issues.admin.advice import advice_urls
from issues.admin.booking import booking_urls
from issues.admin.page_context import page_context
from issues.admin.page_editor import editor_urls
from issues.enums import PageStatus, PlacementRole
from issues.models import Page, Placement
from issues.services.make_up import make_up_page
from issues.services.page_editing import set_again
from issues.services.page_locks import lock_for_editor, unlock_for_editor
from issues.services.placing import (
    move_placement,
    place_submission,
    remove_placement,
    set_role,
)
from issues.services.signing import sign_page, withdraw_sign_off
from submissions.models import Submission

STATUS_LABELS = {
    PageStatus.OPEN: "info",
    PageStatus.MADE_UP: "warning",
    PageStatus.SIGNED: "success",
}


@admin.register(Page)
class PageAdmin(ModelAdmin):
    list_display = (
        "place",
        "label",
        "grid",
        "status_shown",
        "fill_shown",
        "overset_lines",
    )
    list_select_related = ("issue", "grid")
    list_filter = ("status",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        return super().get_queryset(request).defer("layout")

    @admin.display(description=gettext_lazy("page"), ordering="issue__cover_date")
    def place(self, page: Page) -> str:
        return str(page)

    @display(description=gettext_lazy("status"), ordering="status", label=STATUS_LABELS)
    def status_shown(self, page: Page) -> tuple[str, str]:
        return page.status, page.get_status_display()

    @admin.display(description=gettext_lazy("fill"), ordering="fill")
    def fill_shown(self, page: Page) -> str:
        return "" if page.fill is None else f"{page.fill:.1%}"

    def get_urls(self) -> list[URLPattern]:
        act = self.admin_site.admin_view(answering(self.act))
        own = path("<int:pk>/act/", act, name="issues_page_act")
        return [
            own,
            *advice_urls(),
            *booking_urls(),
            *editor_urls(),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        page = answering(self._page)(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            **page_context(request, page),
            "title": str(page),
        }
        return TemplateResponse(request, "desk/page.html", context)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what a button of the make-up room asks, and come back."""
        page = self._page(request, pk)
        deed = DEEDS.get(request.POST.get("action", ""))
        if request.method == "POST" and deed is not None:
            try:
                said = deed(request, page)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:issues_page_change", args=(pk,)))

    def _page(self, request: HttpRequest, pk: int | str) -> Page:
        found = Page.objects.without_layout().select_related(
            "issue__supplement", "grid"
        )
        page = get_object_or_404(found, pk=int(pk) if str(pk).isdigit() else 0)
        policy.require(request.user, "issue.view", page.issue)
        return page

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "issue.view")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "issue.view")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "page.place")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _placement(request: HttpRequest, page: Page) -> Placement:
    return get_object_or_404(page.placements, pk=request.POST.get("placement") or 0)


def _place(request: HttpRequest, page: Page) -> str:
    pieces = Submission.objects.filter(pk__in=request.POST.getlist("piece"))
    if not pieces:
        raise Refused(_("No story is chosen. Please tick the stories to place."))
    for piece in pieces:
        place_submission(page=page, submission=piece, actor=person(request))
    return _("Placed: %(n)d.") % {"n": len(pieces)}


def _remove(request: HttpRequest, page: Page) -> str:
    remove_placement(placement=_placement(request, page), actor=person(request))
    return _("Taken off the page.")


def _move(request: HttpRequest, page: Page) -> str:
    step = -1 if request.POST.get("direction") == "up" else 1
    move_placement(
        placement=_placement(request, page), step=step, actor=person(request)
    )
    return _("Moved.")


def _role(request: HttpRequest, page: Page) -> str:
    role = request.POST.get("role", "")
    if role not in PlacementRole.values:
        raise Refused(_("This role does not exist. Please choose one from the list."))
    placement = _placement(request, page)
    set_role(placement=placement, role=PlacementRole(role), actor=person(request))
    return _("Role set.")


def _make_up(request: HttpRequest, page: Page) -> str:
    draft = request.POST.get("draft", "1")
    number = int(draft) if draft in {"1", "2", "3"} else 1
    make_up_page(page=page, actor=person(request), draft=number)
    return _("The page is made up.")


def _set_again(request: HttpRequest, page: Page) -> str:
    set_again(page=page, actor=person(request))
    return _("The page is set in the same blocks with the words of now.")


def _sign(request: HttpRequest, page: Page) -> str:
    revision = request.POST.get("revision", "")
    sign_page(
        page=page,
        signer=person(request),
        expected_revision=int(revision) if revision.isdigit() else -1,
        opinion=request.POST.get("opinion", "").strip(),
    )
    return _("The page is signed off.")


def _withdraw(request: HttpRequest, page: Page) -> str:
    reason = request.POST.get("opinion", "").strip()
    withdraw_sign_off(page=page, actor=person(request), reason=reason)
    return _("The sign-off is withdrawn.")


def _lock(request: HttpRequest, page: Page) -> str:
    reason = request.POST.get("reason", "")
    lock_for_editor(page=page, actor=person(request), reason=reason)
    return _("Page %(number)d is locked.") % {"number": page.number}


def _unlock(request: HttpRequest, page: Page) -> str:
    unlock_for_editor(page=page, actor=person(request))
    return _("Page %(number)d is unlocked.") % {"number": page.number}


DEEDS: dict[str, Callable[[HttpRequest, Page], str]] = {
    "place": _place,
    "remove": _remove,
    "move": _move,
    "role": _role,
    "make_up": _make_up,
    "set_again": _set_again,
    "sign": _sign,
    "withdraw": _withdraw,
    "lock": _lock,
    "unlock": _unlock,
}
