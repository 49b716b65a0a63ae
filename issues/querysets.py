"""The words in which views and admin ask for issues."""

from __future__ import annotations

from typing import Self

from django.db import models

from issues.enums import IssueStatus


class IssueQuerySet(models.QuerySet):
    def in_the_making(self) -> Self:
        return self.exclude(status=IssueStatus.RELEASED)


class PageQuerySet(models.QuerySet):
    def without_layout(self) -> Self:
        """Leave the layouts in the database: they are half a megabyte each."""
        return self.defer("layout")
