"""Calls for copy: the list, writing one, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.admin import ModelAdmin

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from desk.services.letters import prepare_letter
from desk.templatetags.desk_text import moment
from submissions.call_forms import CallForm, WantedForm
from submissions.call_letters import CALL
from submissions.models import CallForCopy
from submissions.services.calls.choosing import piece_counts
from submissions.services.calls.tracking import state_of
from submissions.services.calls.writing import (
    WRITE,
    close_call,
    remind,
    send_call,
    write_call,
)
from submissions.services.reach import reaches

# With one of these somebody asks who fits, or goes on with whom she chose.
WANTED = {"look", "write", *WantedForm.base_fields}


@admin.register(CallForCopy)
class CallAdmin(ModelAdmin):
    list_display = ("title", "section", "until_shown", "people", "sent", "created_by")
    list_select_related = ("section", "created_by")
    list_filter = ("section",)
    search_fields = ("title",)
    empty_hint = gettext_lazy("Ask your correspondents for copy on a theme.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CallForCopy]:
        found = super().get_queryset(request)
        return found.annotate(people_total=Count("recipients"))

    def get_urls(self) -> list[URLPattern]:
        staff = self.admin_site.admin_view
        views = (("send", self.send), ("remind", self.remind), ("close", self.close))
        own = [
            path(
                f"<int:pk>/{name}/",
                staff(answering(view)),
                name=f"submissions_callforcopy_{name}",
            )
            for name, view in views
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        answering(policy.require)(request.user, WRITE)
        is_sent = request.method == "POST" and "write" in request.POST
        asked = request.POST if request.method == "POST" else request.GET
        is_asked = bool(WANTED & set(asked))
        wanted = WantedForm(asked if is_asked else None)
        form = CallForm(request.POST) if is_sent else CallForm(initial=asked.dict())
        if is_sent and form.is_valid():
            try:
                call = write_call(actor=person(request), **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The call is written; look at it once."))
                return redirect("admin:submissions_callforcopy_change", call.pk)
        people = wanted.people() if is_asked else []
        counts = piece_counts(people)
        context = {
            "title": _("Write a call for copy"),
            "form": form,
            "wanted": wanted,
            "people": [(each, counts.get(each.pk, 0)) for each in people],
            "is_asked": is_asked,
        }
        return self._render(request, "desk/call_form.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        call = answering(self._call)(request, object_id)
        state = state_of(call)
        rows = [
            (row, [(each, reaches(request.user, each)) for each in row.pieces])
            for row in state.rows
        ]
        prepared = prepare_letter(kind=CALL, recipient="desk@example.org")
        context = {
            "title": call.title,
            "call": call,
            "state": state,
            "rows": rows,
            "may_write": policy.may(request.user, WRITE, call),
            "waits": prepared is not None and prepared.stands.waits_for_desk,
            "is_off": prepared is None,
        }
        return self._render(request, "desk/call.html", context)

    def send(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the letters of a call."""

        def said(n: int) -> str:
            words = ngettext(
                "%(n)d letter is written.", "%(n)d letters are written.", n
            )
            return words % {"n": n}

        return self._act(request, pk, lambda call: said(_send(request, call)))

    def remind(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remind those who are silent, once."""

        def said(n: int) -> str:
            words = ngettext(
                "%(n)d reminder is written.", "%(n)d reminders are written.", n
            )
            return words % {"n": n}

        return self._act(
            request, pk, lambda call: said(remind(call=call, actor=person(request)))
        )

    def close(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the links of a call open nothing any more."""

        def act(call: CallForCopy) -> str:
            close_call(call=call, actor=person(request))
            return _("The call is closed.")

        return self._act(request, pk, act)

    def _act(
        self, request: HttpRequest, pk: int, act: Callable[[CallForCopy], str]
    ) -> HttpResponse:
        call = self._call(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            messages.success(request, act(call))
        except NotAllowed:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:submissions_callforcopy_change", call.pk)

    def _call(self, request: HttpRequest, pk: int | str) -> CallForCopy:
        policy.require(request.user, WRITE)
        found = CallForCopy.objects.select_related("section", "created_by")
        return get_object_or_404(found, pk=int(pk) if str(pk).isdigit() else 0)

    def _render(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, **context})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, WRITE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, WRITE)

    has_change_permission = has_view_permission
    has_add_permission = has_module_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("until"), ordering="until")
    def until_shown(self, call: CallForCopy) -> str:
        return moment(call.until)

    @admin.display(description=gettext_lazy("people"), ordering="people_total")
    def people(self, call: CallForCopy) -> int:
        return call.people_total  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("sent"), ordering="sent_at")
    def sent(self, call: CallForCopy) -> str:
        return moment(call.sent_at)


def _send(request: HttpRequest, call: CallForCopy) -> int:
    return send_call(call=call, actor=person(request))
