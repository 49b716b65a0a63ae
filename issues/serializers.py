"""Issues, pages and packages as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.serializers import JobSerializer
from issues.enums import ExportFormat, ExportState, PlacementRole
from issues.models import (
    Export,
    Issue,
    Page,
    PageDraft,
    PageGrid,
    Placement,
    Supplement,
)
from issues.services.finding_words import worth_of
from issues.services.freshness import changed_stories
from issues.services.planning import MOST_PAGES
from submissions.models import Publication, Submission
from submissions.services.publication import has_picture

MOST_DRAFTS = 6


class SupplementSerializer(serializers.ModelSerializer[Supplement]):
    class Meta:
        model = Supplement
        fields = (
            *("id", "name", "paper", "motto", "contact", "telephone"),
            *("first_serial", "proofs_required"),
        )


class PlacementSerializer(serializers.ModelSerializer[Placement]):
    submission = serializers.CharField(source="submission.ref")
    headline = serializers.CharField(source="submission.title")

    class Meta:
        model = Placement
        fields = ("id", "slot", "role", "submission", "headline", "placed_at")
        read_only_fields = fields


class PageSerializer(serializers.ModelSerializer[Page]):
    """A page as a flatplan shows it."""

    grid = serializers.CharField(source="grid.slug")
    preview = serializers.SerializerMethodField()
    placements = PlacementSerializer(many=True)

    class Meta:
        model = Page
        fields = (
            *("id", "issue", "number", "label", "grid", "status", "makeup_revision"),
            *("draft", "fill", "overset_lines", "preview", "made_up_at", "placements"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_preview(self, page: Page) -> str | None:
        if not page.preview:
            return None
        address = reverse("issues:page-preview", args=(page.pk,))
        return f"{address}?v={page.layout_hash[:12]}"


class DraftSerializer(serializers.ModelSerializer[PageDraft]):
    """A draft, what it is worth of a hundred points, and what it lost them by."""

    score = serializers.SerializerMethodField()
    reasons = serializers.SerializerMethodField()

    class Meta:
        model = PageDraft
        fields = (
            *("number", "layout_hash", "fill", "overset_lines"),
            *("findings", "score", "reasons"),
        )
        read_only_fields = fields

    def get_score(self, draft: PageDraft) -> int:
        """Return the points of a hundred."""
        return worth_of(draft.findings, draft.fill).points

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_reasons(self, draft: PageDraft) -> list[str]:
        """Return what the draft lost points by, the dearest first."""
        return list(worth_of(draft.findings, draft.fill).reasons)


class PageDetailSerializer(PageSerializer):
    """A page with copyfit, findings and the drafts to choose from."""

    drafts = DraftSerializer(many=True)
    stale = serializers.SerializerMethodField()
    fits = serializers.ListField(child=serializers.DictField())
    findings = serializers.ListField(child=serializers.DictField())

    class Meta:
        model = Page
        fields: tuple[str, ...] = (
            *PageSerializer.Meta.fields,
            *("layout_hash", "fits", "findings", "drafts", "stale"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_stale(self, page: Page) -> list[str]:
        """Name the stories that changed since the page was made up."""
        return list(changed_stories(page))


class IssueSerializer(serializers.ModelSerializer[Issue]):
    pages = PageSerializer(many=True)

    class Meta:
        model = Issue
        fields = (
            *("id", "supplement", "label", "slug", "year", "number", "serial_number"),
            *("cover_date", "copy_deadline", "press_time", "status", "pages"),
        )
        read_only_fields = fields


class ExportSerializer(serializers.ModelSerializer[Export]):
    state = serializers.SerializerMethodField()
    reason = serializers.CharField()
    proof = serializers.BooleanField(source="is_proof")
    job = JobSerializer()
    download = serializers.SerializerMethodField()

    class Meta:
        model = Export
        fields = (
            *("id", "issue", "state", "reason", "proof", "formats", "content_hash"),
            *("sha256", "byte_size", "created_at", "finished_at", "job", "download"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=ExportState.choices))
    def get_state(self, export: Export) -> str:
        return ExportState.FAILED if export.has_failed else export.state

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_download(self, export: Export) -> str | None:
        if export.state != ExportState.READY:
            return None
        return reverse("export-download", args=(export.pk,))


class OpenIssueSerializer(serializers.Serializer[Any]):
    """What opening an issue takes."""

    supplement = serializers.PrimaryKeyRelatedField(queryset=Supplement.objects.all())
    cover_date = serializers.DateField()
    pages = serializers.IntegerField(min_value=1, max_value=MOST_PAGES, default=1)
    grid = serializers.SlugRelatedField("slug", queryset=PageGrid.objects.all())
    copy_deadline = serializers.DateTimeField(required=False)
    press_time = serializers.DateTimeField(required=False)


class PlaceSerializer(serializers.Serializer[Any]):
    submission = serializers.SlugRelatedField("ref", queryset=Submission.objects.all())
    role = serializers.ChoiceField(
        choices=PlacementRole.choices, default=PlacementRole.AUTO
    )


class ReorderSerializer(serializers.Serializer[Any]):
    order = serializers.ListField(child=serializers.IntegerField(), max_length=1000)


class MakeUpSerializer(serializers.Serializer[Any]):
    drafts = serializers.IntegerField(min_value=1, max_value=MOST_DRAFTS, default=3)
    draft = serializers.IntegerField(min_value=1, max_value=MOST_DRAFTS, default=1)
    seed = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=1)


class SignSerializer(serializers.Serializer[Any]):
    expected_revision = serializers.IntegerField(min_value=0)
    opinion = serializers.CharField(default="", allow_blank=True, max_length=2000)


class WithdrawSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)


class ExportRequestSerializer(serializers.Serializer[Any]):
    formats = serializers.MultipleChoiceField(
        choices=ExportFormat.choices, required=False, allow_empty=False
    )


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    """What became of a piece, with the address of its proof of print."""

    submission = serializers.CharField(source="submission.ref")
    picture = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = (
            *("submission", "supplement", "issue_label", "cover_date", "page_number"),
            *("page_label", "headline_as_printed", "byline_as_printed", "copy_hash"),
            *("published_at", "picture"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_picture(self, publication: Publication) -> str | None:
        """Return where the picture is, once it is drawn."""
        if not has_picture(publication):
            return None
        return reverse("publication-picture", args=(publication.submission.ref,))


class TellAgainSerializer(serializers.Serializer[Any]):
    """How many letters there will be then: the same number twice is one letter."""

    number = serializers.IntegerField(min_value=1, max_value=99)


class ProofPagesSerializer(serializers.Serializer[Any]):
    """How many pages wait to be drawn."""

    pages = serializers.IntegerField()
