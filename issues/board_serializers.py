"""Flatplan, make-up of an issue and board as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.serializers import JobSerializer
from issues.enums import RunPageState
from issues.models import Issue, IssueRun, IssueRunPage, Page
from issues.services.run_undoing import undo_refusal
from issues.services.run_words import left_stories
from submissions.models import Section


class FlatplanPageSerializer(serializers.ModelSerializer[Page]):
    """A page of the flatplan; ``sections`` by their short names."""

    sections = serializers.SlugRelatedField(
        slug_field="slug", queryset=Section.objects.all(), many=True, required=False
    )

    class Meta:
        model = Page
        fields = ("number", "label", "sections")
        extra_kwargs = {"label": {"required": False}}


class FlatplanSerializer(serializers.Serializer[Any]):
    """Pages whose plan is to be set; what is not named stays."""

    pages = FlatplanPageSerializer(many=True)


class DealtSerializer(serializers.Serializer[Any]):
    """A story that a make-up put on a page."""

    submission = serializers.CharField(source="ref")
    headline = serializers.CharField()
    page = serializers.IntegerField()
    lead = serializers.BooleanField()


class LeftSerializer(serializers.Serializer[Any]):
    """A story that a make-up left over, and why."""

    submission = serializers.CharField(source="ref")
    headline = serializers.CharField()
    section = serializers.CharField()
    because = serializers.CharField()
    reason = serializers.CharField()


class RunPageSerializer(serializers.ModelSerializer[IssueRunPage]):
    """A page of a make-up."""

    page = serializers.IntegerField(source="page_id")
    number = serializers.IntegerField(source="page.number")
    state = serializers.ChoiceField(choices=RunPageState.choices)

    class Meta:
        model = IssueRunPage
        fields = ("page", "number", "state", "note")
        read_only_fields = fields


class IssueRunSerializer(serializers.ModelSerializer[IssueRun]):
    """A make-up of a whole issue: its job, its pages, what it placed and left."""

    job = JobSerializer()
    pages = RunPageSerializer(many=True)
    dealt = DealtSerializer(many=True)
    left = serializers.SerializerMethodField()
    undo_refusal = serializers.SerializerMethodField()

    class Meta:
        model = IssueRun
        fields = (
            *("id", "issue", "state", "job", "created_at", "finished_at"),
            *("pages", "dealt", "left", "undo_refusal"),
        )
        read_only_fields = fields

    @extend_schema_field(LeftSerializer(many=True))
    def get_left(self, run: IssueRun) -> Any:
        return LeftSerializer(left_stories(run), many=True).data

    def get_undo_refusal(self, run: IssueRun) -> str:
        """Say why it cannot be undone; empty when it can."""
        return undo_refusal(run)


class RunAskedSerializer(serializers.Serializer[Any]):
    """Which issue is to be made up."""

    issue = serializers.PrimaryKeyRelatedField(queryset=Issue.objects.all())
