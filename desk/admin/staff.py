"""Staff: accounts, their roles, and what protects their sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from desk.admin import protection
from desk.admin.filters import RoleFilter
from desk.admin.refusals import person
from desk.enums import StaffRole
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.sessions import end_others
from desk.services.staff import facts_of

MANAGE = "staff.manage"
_inlines: list[type[Any]] = []

admin.site.unregister(Group)


def add_inline(inline: type[Any]) -> None:
    """Put rows of a higher app below an account: the sections somebody works for."""
    if inline not in _inlines:
        _inlines.append(inline)


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
    change_form_outer_after_template = "desk/staff_protection.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_urls(self) -> list[URLPattern]:
        return [*protection.urls(self), *super().get_urls()]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Show below an account what protects its sign-in."""
        context |= protection.protection_context(request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[type[Any]]:
        """Show the rows of higher apps once the account is there."""
        return list(_inlines) if obj else []

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        """Let only an owner of the house make another one."""
        own = person(request).is_superuser
        return (*self.readonly_fields, *(() if own else ("is_superuser",)))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, MANAGE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MANAGE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may(request.user, MANAGE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policy.may(request.user, MANAGE, obj)

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
        """Write down who gave whom which roles; who is switched off is signed out."""
        super().save_related(request, form, formsets, change)
        verb = "staff.changed" if change else "staff.created"
        user = form.instance
        if not user.is_active:
            end_others(user=user, keep="", actor=person(request))
        record(obj=user, verb=verb, actor=person(request), data=facts_of(user))

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - Django passes it by this name
        form_url: str = "",
    ) -> HttpResponse:
        """Write down who set whose password: she could sign in another's name."""
        user = self.get_object(request, id)
        reason = policy.refusal(request.user, MANAGE, user)
        if user and reason:
            raise PermissionDenied(reason)
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302 and user:
            record(obj=user, verb="staff.password_set", actor=person(request))
            here = request.session.session_key if user == request.user else ""
            end_others(user=user, keep=here or "", actor=person(request))
        return answer

    @admin.display(description=gettext_lazy("Roles"))
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        labels = [str(role.label) for role in StaffRole if role in names]
        if user.is_superuser:
            labels.append(_("Every right"))
        return _(", ").join(labels)
