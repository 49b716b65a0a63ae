"""Staff and API keys."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from desk.enums import StaffRole
from desk.exceptions import Refused
from desk.models import ApiToken, User
from desk.services.api_tokens import create_token, revoke_token

admin.site.unregister(Group)


def _role_name(group: Group) -> str:
    """Return what people call the role that a group stands for."""
    if group.name in StaffRole:
        return str(StaffRole(group.name).label)
    return group.name


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("Roles")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the roles by their names."""
        return [(role.value, str(role.label)) for role in StaffRole]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> QuerySet[User]:
        """Keep those who have the role."""
        role = self.value()
        return queryset.filter(groups__name=role) if role else queryset


@admin.register(User)
class UserAdmin(BaseUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "display_name", "email", "is_active", "last_login")
    list_filter = ("is_active", RoleFilter)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("Person"), {"fields": ("display_name", "email")}),
        (
            gettext_lazy("Roles"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups")},
        ),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        """Call the groups roles, each by its name."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label = gettext_lazy("Roles")
            field.help_text = ""
            field.label_from_instance = _role_name  # type: ignore[assignment]
        return field


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

    def save_model(
        self, request: HttpRequest, obj: ApiToken, form: ModelForm, change: bool
    ) -> None:
        """Make the key through the service, and show it this once."""
        if change:
            super().save_model(request, obj, form, change)
            return
        token, key = create_token(user=obj.user, name=obj.name)
        obj.pk = token.pk
        said = _("The key is shown only now; copy it: %(key)s") % {"key": key}
        messages.warning(request, said)

    @admin.action(description=gettext_lazy("Revoke"))
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        for token in queryset:
            try:
                revoke_token(token=token, actor=request.user)
            except Refused as refusal:
                messages.error(request, str(refusal))
        messages.success(request, _("Revoked keys open nothing any more."))

    def get_readonly_fields(
        self, request: HttpRequest, obj: ApiToken | None = None
    ) -> tuple[str, ...]:
        return ("user",) if obj else ()
