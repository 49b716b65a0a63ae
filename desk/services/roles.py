"""Roles are Django groups; the names are those of ``StaffRole``."""

from __future__ import annotations

from django.contrib.auth.models import Group

from desk.enums import StaffRole


def ensure_roles() -> None:
    """Make the groups that are missing; done again it changes nothing."""
    for role in StaffRole:
        Group.objects.get_or_create(name=role.value)
