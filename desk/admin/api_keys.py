"""Keys to the API: everybody's for who manages staff, one's own on “My account”."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.models import ApiToken, User
from desk.policy import policy
from desk.services.api_tokens import create_token, revoke_token
from desk.services.staff import may_act_for


@admin.register(ApiToken)
class ApiTokenAdmin(ModelAdmin):
    list_display = (
        "name",
        "user",
        "prefix",
        "created_at",
        "last_used_at",
        "revoked_at",
    )
    list_select_related = ("user",)
    fields = ("name", "user")
    actions = ("revoke",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "staff.manage")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "staff.manage")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, "staff.manage")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, "staff.manage")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer those for whom she may make a key: a key does what its owner may."""
        if db_field.name == "user":
            kwargs["queryset"] = may_act_for(person(request), User.objects.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: ApiToken, form: forms.ModelForm, change: bool
    ) -> None:
        """Make the key through the service, and show it this once."""
        if change:
            super().save_model(request, obj, form, change)
            return
        token, key = create_token(user=obj.user, name=obj.name, actor=person(request))
        obj.pk = token.pk
        said = _("The key is shown only now; copy it: %(key)s") % {"key": key}
        messages.warning(request, said)

    @admin.action(description=gettext_lazy("Revoke"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        for token in queryset:
            try:
                revoke_token(token=token, actor=person(request))
            except Refused as refusal:
                messages.error(request, str(refusal))
        messages.success(request, _("Revoked keys open nothing any more."))

    def get_readonly_fields(
        self, request: HttpRequest, obj: ApiToken | None = None
    ) -> tuple[str, ...]:
        return ("user",) if obj else ()
