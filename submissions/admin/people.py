"""Correspondents, units and sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextInputWidget

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from desk.services.personal import mask_phone, open_personal
from submissions.models import Correspondent, Section, Unit


class DirectoryAdmin(ModelAdmin):
    """Open to all who read pieces; changed by those whose duty ``change_verb`` is."""

    change_verb = "directory.keep"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "submission.read")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "submission.read")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, self.change_verb)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, self.change_verb)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "desk.configure")


class CorrespondentForm(ModelForm):
    """The stored number is never sent to the browser; a new one replaces it."""

    new_phone = forms.CharField(
        label=_("New telephone"),
        max_length=40,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Leave empty to keep the number that is there."),
    )

    class Meta:
        model = Correspondent
        fields = ("name", "unit", "email", "is_special")

    def save(self, commit: bool = True) -> Correspondent:
        """Take the new number over, if there is one."""
        if self.cleaned_data["new_phone"]:
            self.instance.phone = self.cleaned_data["new_phone"]
        return super().save(commit)


@admin.register(Correspondent)
class CorrespondentAdmin(DirectoryAdmin):
    form = CorrespondentForm
    fields = ("name", "unit", "email", "phone_shown", "new_phone", "is_special")
    readonly_fields = ("phone_shown",)
    list_display = ("name", "unit", "email", "phone_masked", "pieces", "is_special")
    list_select_related = ("unit",)
    list_filter = ("is_special",)
    search_fields = ("name", "email", "unit__name")
    autocomplete_fields = ("unit",)

    class Media:
        js = (forms.Script("guidekit/room.js", type="module"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correspondent]:
        found = super().get_queryset(request)
        return found.annotate(piece_total=Count("submissions"))

    def get_urls(self) -> list[URLPattern]:
        phone = self.admin_site.admin_view(self.phone)
        name = "submissions_correspondent_phone"
        return [path("<int:pk>/phone/", phone, name=name), *super().get_urls()]

    def phone(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Open a correspondent's number; this is recorded in the ledger."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        found = get_object_or_404(Correspondent, pk=pk)
        try:
            opened = open_personal(obj=found, field="phone", actor=person(request))
        except Refused as refusal:
            return JsonResponse({"detail": str(refusal)}, status=403)
        return JsonResponse({"phone": opened}, headers={"Cache-Control": "no-store"})

    @admin.display(description=_("telephone"))
    def phone_shown(self, correspondent: Correspondent) -> str:
        if not correspondent.pk or not correspondent.phone:
            return "—"
        return format_html(
            '<span data-phone>{}</span> <button class="gk-link" type="button"'
            ' data-open-phone="{}">{}</button>',
            mask_phone(correspondent.phone),
            reverse("admin:submissions_correspondent_phone", args=(correspondent.pk,)),
            gettext("show"),
        )

    @admin.display(description=_("telephone"))
    def phone_masked(self, correspondent: Correspondent) -> str:
        return mask_phone(correspondent.phone)

    @admin.display(description=_("pieces"), ordering="piece_total")
    def pieces(self, correspondent: Correspondent) -> int:
        return correspondent.piece_total  # type: ignore[attr-defined]


@admin.register(Unit)
class UnitAdmin(DirectoryAdmin):
    list_display = ("name", "short_name")
    search_fields = ("name", "short_name")


@admin.register(Section)
class SectionAdmin(DirectoryAdmin):
    change_verb = "issue.plan"
    list_display = ("name", "kind", "usual_length", "is_open", "position")
    list_editable = ("position", "is_open")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
