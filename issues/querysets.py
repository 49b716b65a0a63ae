"""The words in which views and admin ask for issues."""

from __future__ import annotations

from typing import Self

from django.db import models

from issues.enums import AWAITED, IssueStatus, StoryState


class IssueQuerySet(models.QuerySet):
    def in_the_making(self) -> Self:
        return self.exclude(status=IssueStatus.RELEASED)


class PageQuerySet(models.QuerySet):
    def without_layout(self) -> Self:
        """Leave the layouts in the database: they are half a megabyte each."""
        return self.defer("layout")


class PlannedStoryQuerySet(models.QuerySet):
    def awaited(self) -> Self:
        """Stories whose words have not come, and that nobody has dropped."""
        return self.filter(state__in=AWAITED)

    def standing(self) -> Self:
        """All but the dropped."""
        return self.exclude(state=StoryState.DROPPED)

    def for_lists(self) -> Self:
        """Join whom and what a row names, without the words of the piece."""
        return self.select_related(
            *("section", "responsible", "unit", "correspondent__unit", "issue"),
            *("submission__claimed_by",),
        ).defer("correspondent__phone", "submission__body", "submission__contact_phone")
