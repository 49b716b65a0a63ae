"""The list of contributing units, and the page of each: its people and figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from desk.admin.refusals import answering, person
from desk.exceptions import Refused
from desk.policy import policy
from submissions.admin.people import DirectoryAdmin
from submissions.admin.tag_column import WholeChangeList
from submissions.enums import Status
from submissions.models import Correspondent, Unit
from submissions.services.directory.counting import units_with_this_year
from submissions.services.directory.figures import years_of
from submissions.services.directory.keeping import set_unit_names
from submissions.services.directory.knowing import KEEP, people

PEOPLE_SHOWN = 200


class UnitForm(ModelForm):
    """A unit with its other names, a line each."""

    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        max_length=4000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("A line each: old names, short ones, as authors sign them."),
    )

    class Meta:
        model = Unit
        fields = ("name", "short_name", "zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the names that are kept."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.names.values_list("name", flat=True)
            self.fields["other_names"].initial = "\n".join(names)


@admin.register(Unit)
class UnitAdmin(DirectoryAdmin):
    form = UnitForm
    fields = ("name", "short_name", "zone", "other_names")
    list_display = ("name", "short_name", "zone", "people", "received", "printed")
    list_select_related = ("zone",)
    list_filter = (("zone", admin.RelatedOnlyFieldListFilter),)
    list_filter_submit = False
    list_per_page = 50
    show_full_result_count = False  # a question less
    search_fields = ("name", "short_name", "names__name")
    autocomplete_fields = ("zone",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        """Count people, and what came and was printed this year."""
        return units_with_this_year(super().get_queryset(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Count once."""
        return WholeChangeList

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the unit; the form where it is asked for or sent."""
        if request.method == "POST" or "edit" in request.GET:
            return super().change_view(request, object_id, form_url, extra_context)
        pk = int(object_id) if object_id.isdigit() else 0
        return answering(self.show)(request, pk)

    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a unit with its people and its figures."""
        policy.require(request.user, "submission.read")
        unit = get_object_or_404(Unit.objects.select_related("zone"), pk=pk)
        members = list(_members(unit)[:PEOPLE_SHOWN])
        context = {
            **self.admin_site.each_context(request),
            "title": unit.name,
            "unit": unit,
            "names": unit.names.all(),
            "people": members,
            "years": years_of([each.pk for each in members]),
            "may_keep": policy.may(request.user, KEEP),
        }
        return TemplateResponse(request, "desk/unit.html", context)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Keep the other names through their service; a name that is taken is told."""
        super().save_related(request, form, formsets, change)
        names = form.cleaned_data["other_names"].splitlines()
        try:
            set_unit_names(unit=form.instance, names=names, actor=person(request))
        except Refused as refusal:
            self.message_user(request, str(refusal), level="ERROR")

    def response_post_save_change(
        self, request: HttpRequest, obj: Unit
    ) -> HttpResponse:
        """Go back to its page, not to the list."""
        return redirect("admin:submissions_unit_change", obj.pk)

    @admin.display(description=_("people"), ordering="people_now")
    def people(self, unit: Unit) -> int:
        return unit.people_now  # type: ignore[attr-defined]

    @admin.display(description=_("in this year"), ordering="received_now")
    def received(self, unit: Unit) -> int:
        return unit.received_now  # type: ignore[attr-defined]

    @admin.display(description=_("printed this year"), ordering="printed_now")
    def printed(self, unit: Unit) -> int:
        return unit.printed_now  # type: ignore[attr-defined]


def _members(unit: Unit) -> QuerySet[Correspondent]:
    """Return the people of a unit with what they have sent, ever and printed."""
    used = Q(submissions__status=Status.PUBLISHED)
    rows = people().filter(unit=unit).select_related("zone").defer("phone")
    return rows.annotate(
        sent=Count("submissions"), used=Count("submissions", filter=used)
    ).order_by(F("used").desc(), F("sent").desc(), "name")
