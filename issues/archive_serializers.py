"""Past issues as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from desk.serializers import JobSerializer
from issues.models import PastIssue, PastPiece, Supplement
from press.copy.dividing import MOST_PAGE


class PastPieceSerializer(serializers.ModelSerializer[PastPiece]):
    """A piece found in a past issue; ``submission`` once it is kept."""

    submission = serializers.CharField(source="submission.ref", default=None)

    class Meta:
        model = PastPiece
        fields = (
            *("id", "position", "page_number", "page_label", "kicker", "headline"),
            *("deck", "byline", "body", "is_dropped", "problem", "submission"),
        )
        read_only_fields = fields


class PastIssueSerializer(serializers.ModelSerializer[PastIssue]):
    job = JobSerializer()

    class Meta:
        model = PastIssue
        fields = (
            *("id", "supplement", "cover_date", "number", "label", "state", "problem"),
            *("job", "created_at"),
        )
        read_only_fields = fields


class PastIssueDetailSerializer(PastIssueSerializer):
    pieces = PastPieceSerializer(many=True)

    class Meta:
        model = PastIssue
        fields: tuple[str, ...] = (*PastIssueSerializer.Meta.fields, "pieces")
        read_only_fields = fields


class NewPastIssueSerializer(serializers.Serializer[Any]):
    supplement = serializers.PrimaryKeyRelatedField(queryset=Supplement.objects.all())
    cover_date = serializers.DateField()
    number = serializers.IntegerField(min_value=1, max_value=400)
    files = serializers.ListField(child=serializers.FileField(), allow_empty=False)


class ChangePastPieceSerializer(serializers.Serializer[Any]):
    """Words to put right; those not named stay."""

    page_number = serializers.IntegerField(
        min_value=1, max_value=MOST_PAGE, required=False
    )
    page_label = serializers.CharField(max_length=40, required=False, allow_blank=True)
    kicker = serializers.CharField(max_length=200, required=False, allow_blank=True)
    headline = serializers.CharField(max_length=200, required=False, allow_blank=True)
    deck = serializers.CharField(max_length=200, required=False, allow_blank=True)
    byline = serializers.CharField(max_length=200, required=False, allow_blank=True)
    body = serializers.CharField(required=False, allow_blank=True)
    is_dropped = serializers.BooleanField(required=False)


class SplitPieceSerializer(serializers.Serializer[Any]):
    """The paragraph with which a new piece begins, counted from 1."""

    at = serializers.IntegerField(min_value=1)
