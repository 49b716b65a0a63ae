"""Addresses whose owners have proved them: looked at, and deleted when she asks."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from desk.admin.refusals import person
from desk.policy import policy
from desk.services.personal import mask_phone, note_opening
from submissions.models import ConfirmedAddress
from submissions.services.addresses import forget_address


@admin.register(ConfirmedAddress)
class ConfirmedAddressAdmin(ModelAdmin):
    """Made by a sign-in and changed by its owner; the desk only looks."""

    list_display = ("email", "name", "unit", "phone_masked", "last_seen_at")
    search_fields = ("email", "name", "unit")
    fields = (
        *("email", "name", "unit", "phone_masked", "approved_by", "clearance_name"),
        *("wants_letters", "confirmed_at", "last_seen_at"),
    )
    readonly_fields = fields
    list_per_page = 50
    empty_hint = _("An address appears here when its owner has signed in with a code.")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what somebody told of herself; this is recorded."""
        answer = super().change_view(request, object_id, form_url, extra_context)
        found = self.get_object(request, object_id)
        if found is not None and request.method == "GET" and answer.status_code == 200:
            note_opening(obj=found, field="details", actor=person(request))
        return answer

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "personal.open_all")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "personal.open_all")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        wanted = ("desk.configure", "personal.open_all")
        return all(policy.may(request.user, verb) for verb in wanted)

    def delete_model(self, request: HttpRequest, obj: ConfirmedAddress) -> None:
        """Delete her details with the stamped page she keeps, as she does herself."""
        forget_address(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for address in queryset:
            forget_address(address)

    @admin.display(description=_("telephone"))
    def phone_masked(self, address: ConfirmedAddress) -> str:
        return mask_phone(address.phone) if address.phone else "—"
