"""Staff by role: the groups behind the roles carry bare names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.enums import StaffRole
from desk.models import User


class RoleFilter(admin.SimpleListFilter):
    title = _("Roles")
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
