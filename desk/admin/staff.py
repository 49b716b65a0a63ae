"""Staff and API keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from desk.admin.filters import RoleFilter
from desk.admin.refusals import person
from desk.enums import StaffRole
from desk.exceptions import Refused
from desk.models import ApiToken, User
from desk.services.api_tokens import create_token, revoke_token
from desk.services.ledger import record

admin.site.unregister(Group)


class RolesField(forms.ModelMultipleChoiceField):
    """The roles of the newsroom under the names people know."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer our roles only."""
        roles = Group.objects.filter(name__in=StaffRole.values).order_by("pk")
        widget = UnfoldAdminCheckboxSelectMultipleWidget
        super().__init__(queryset=roles, widget=widget, required=False, **kwargs)

    def label_from_instance(self, obj: Group) -> str:
        """Return the name of a role."""
        return str(StaffRole(obj.name).label)


class StaffChangeForm(UserChangeForm):
    groups = RolesField(label=gettext_lazy("Roles"))


class StaffCreationForm(UserCreationForm):
    groups = RolesField(label=gettext_lazy("Roles"))


@admin.register(User)
class UserAdmin(BaseUserAdmin, ModelAdmin):
    form = StaffChangeForm
    add_form = StaffCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "display_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", RoleFilter)
    search_fields = ("username", "display_name")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "display_name", "email", "password")}),
        (
            gettext_lazy("Roles"),
            {"fields": ("groups", "is_active", "is_superuser")},
        ),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "display_name",
                    "password1",
                    "password2",
                    "groups",
                )
            },
        ),
    )
    readonly_fields = ("last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Signatures keep their person; who leaves is switched off.
        return False

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool
    ) -> None:
        """Let everybody who has an account here in to the desk."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: Any,
        change: bool,
    ) -> None:
        """Write down who gave whom which roles."""
        super().save_related(request, form, formsets, change)
        user = form.instance
        data = {
            "roles": sorted(user.groups.values_list("name", flat=True)),
            "is_active": user.is_active,
            "is_superuser": user.is_superuser,
        }
        verb = "staff.changed" if change else "staff.created"
        record(obj=user, verb=verb, actor=person(request), data=data)

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - Django passes it by this name
        form_url: str = "",
    ) -> HttpResponse:
        """Write down who set whose password: she could sign in another's name."""
        answer = super().user_change_password(request, id, form_url)
        user = self.get_object(request, id)
        if request.method == "POST" and answer.status_code == 302 and user:
            record(obj=user, verb="staff.password_set", actor=person(request))
        return answer

    @admin.display(description=gettext_lazy("Roles"))
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        labels = [str(role.label) for role in StaffRole if role in names]
        if user.is_superuser:
            labels.append(_("Administrator"))
        return _(", ").join(labels)


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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(
        self, request: HttpRequest, obj: ApiToken | None = None
    ) -> tuple[str, ...]:
        return ("user",) if obj else ()
