"""What the API says of pieces on pages that lack a read."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from issues.services.unread import Unread
from submissions.enums import ReviewStage


class UnreadSerializer(serializers.Serializer[Unread]):
    """A piece on a page, the reads it lacks, and how the last signature fell."""

    submission = serializers.CharField(source="piece.ref")
    headline = serializers.CharField(source="piece.title")
    issue = serializers.CharField(source="page.issue.label")
    page = serializers.IntegerField(source="page.pk")
    page_number = serializers.IntegerField(source="page.number")
    missing = serializers.ListField(
        child=serializers.ChoiceField(choices=ReviewStage.choices)
    )
    fallen_at = serializers.DateTimeField(
        source="fallen.void_at", default=None, allow_null=True
    )
    fallen_changes = serializers.SerializerMethodField()

    def get_fallen_changes(self, row: Unread) -> list[str]:
        """Return the classes of change that let it fall."""
        changes: list[Any] = row.fallen.void_changes if row.fallen else []
        return [str(each) for each in changes]
