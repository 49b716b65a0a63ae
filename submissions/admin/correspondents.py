"""The list of correspondents, and the door to the page of each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.services.ledger import record
from desk.services.personal import mask_phone, open_personal
from desk.templatetags.desk_text import moment
from submissions.admin.correspondent_page import CorrespondentPage
from submissions.admin.correspondent_tally import tally, tally_file
from submissions.admin.directory_filters import ActiveFilter, ZoneFilter
from submissions.admin.people import DirectoryAdmin
from submissions.admin.tag_column import WholeChangeList
from submissions.models import Correspondent
from submissions.services.directory.counting import with_this_year
from submissions.services.directory.knowing import found_by_words


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
        fields = ("name", "unit", "zone", "email", "is_special")

    def save(self, commit: bool = True) -> Correspondent:
        """Take the new number over, if there is one."""
        if self.cleaned_data["new_phone"]:
            self.instance.phone = self.cleaned_data["new_phone"]
        return super().save(commit)


@admin.register(Correspondent)
class CorrespondentAdmin(DirectoryAdmin):
    form = CorrespondentForm
    fields = (
        *("name", "unit", "zone", "email"),
        *("phone_shown", "new_phone", "is_special"),
    )
    readonly_fields = ("phone_shown",)
    list_display = (
        *("who", "unit", "zone_shown", "email", "phone_masked"),
        *("year_received", "year_printed", "last_piece"),
    )
    list_display_links = ("who",)
    list_select_related = ("unit__zone", "zone")
    list_filter = (
        *("is_special", ActiveFilter, ZoneFilter),
        ("unit", admin.RelatedOnlyFieldListFilter),
    )
    list_filter_submit = False
    list_per_page = 50
    show_full_result_count = False  # a question less
    search_fields = (
        *("name", "email", "addresses__email"),
        *("unit__name", "unit__short_name", "unit__names__name"),
    )
    autocomplete_fields = ("unit", "zone")
    list_before_template = "desk/correspondents_head.html"

    class Media:
        js = (forms.Script("guidekit/room.js", type="module"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correspondent]:
        """Leave out those that were merged into another, and count this year."""
        return with_this_year(super().get_queryset(request).filter(merged_into=None))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Find people first and count for them after; never twice the same."""
        words = search_term.split()
        return (found_by_words(words, queryset) if words else queryset), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Count once."""
        return WholeChangeList

    def get_urls(self) -> list[URLPattern]:
        staff, page = self.admin_site.admin_view, CorrespondentPage(self)
        views: tuple[tuple[str, Any, str], ...] = (
            ("<int:pk>/phone/", self.phone, "phone"),
            ("<int:pk>/note/", page.note, "note"),
            ("<int:pk>/gather/", page.gather, "gather"),
            ("<int:pk>/merge/", page.merge, "merge"),
            ("merges/<int:pk>/undo/", page.undo, "unmerge"),
            ("newcomers/", page.newcomers, "newcomers"),
            ("tally/", tally, "tally"),
            ("tally.<str:kind>", tally_file, "tally_file"),
        )
        own = [
            path(
                route, staff(answering(view)), name=f"submissions_correspondent_{name}"
            )
            for route, view, name in views
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the desk's page; the form where it is asked for or sent."""
        if request.method == "POST" or "edit" in request.GET:
            return super().change_view(request, object_id, form_url, extra_context)
        pk = int(object_id) if object_id.isdigit() else 0
        return answering(CorrespondentPage(self).show)(request, pk)

    def response_post_save_change(
        self, request: HttpRequest, obj: Correspondent
    ) -> HttpResponse:
        """Go back to her page, not to the list."""
        return redirect("admin:submissions_correspondent_change", obj.pk)

    def save_model(
        self,
        request: HttpRequest,
        obj: Correspondent,
        form: ModelForm,
        change: bool,
    ) -> None:
        """Write down who changed which fields; not what they say."""
        super().save_model(request, obj, form, change)
        data = {"fields": sorted(form.changed_data)}
        verb = "correspondent.saved"
        record(obj=obj, verb=verb, actor=person(request), data=data)

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

    @admin.display(description=pgettext_lazy("of a person", "name"), ordering="name")
    def who(self, correspondent: Correspondent) -> str:
        special = gettext("special correspondent") if correspondent.is_special else ""
        return format_html(
            '<span class="gk-cell-who">{}</span><span class="gk-cell-ref">{}</span>',
            correspondent.name,
            special,
        )

    @admin.display(description=_("zone"))
    def zone_shown(self, correspondent: Correspondent) -> str:
        zone = correspondent.zone or getattr(correspondent.unit, "zone", None)
        return str(zone or "")

    @admin.display(description=_("in this year"), ordering="received_now")
    def year_received(self, correspondent: Correspondent) -> int:
        return correspondent.received_now  # type: ignore[attr-defined]

    @admin.display(description=_("printed this year"), ordering="printed_now")
    def year_printed(self, correspondent: Correspondent) -> int:
        return correspondent.printed_now  # type: ignore[attr-defined]

    @admin.display(description=_("last piece"), ordering="last_at")
    def last_piece(self, correspondent: Correspondent) -> str:
        return moment(correspondent.last_at)  # type: ignore[attr-defined]
