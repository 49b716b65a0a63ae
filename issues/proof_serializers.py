"""Proofs, their marks, conflicts and sign-offs as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.models import User
from issues.models import IssueSignOff, Page, Proof, ProofMark
from issues.services.conflicts import ConflictName
from issues.services.proofing.marking import LONGEST, LONGEST_NOTE
from submissions.enums import ReviewStage
from submissions.models import Submission

MOST_SHEETS = 300
DECISIONS = (("taken", "taken"), ("done", "done"), ("refused", "refused"))


class ProofMarkSerializer(serializers.ModelSerializer[ProofMark]):
    """A mark: where, what is wrong, what is right, and what became of it."""

    story = serializers.CharField(source="submission.ref", default=None)
    made_by = serializers.CharField(default=None)
    decided_by = serializers.CharField(default=None)
    version = serializers.IntegerField(source="version.number", default=None)

    class Meta:
        model = ProofMark
        fields = (
            *("number", "origin", "sheet", "x", "y", "story", "part", "offset"),
            *("wrong", "right", "note", "state", "made_by", "made_at"),
            *("decided_by", "decided_at", "decision", "version"),
        )
        read_only_fields = fields


class ProofSerializer(serializers.ModelSerializer[Proof]):
    """A proof as a list shows it."""

    submission = serializers.CharField(source="submission.ref", default=None)
    reader = serializers.CharField(source="reader.username", default=None)
    made_by = serializers.CharField(default=None)
    pdf = serializers.SerializerMethodField()

    class Meta:
        model = Proof
        fields: tuple[str, ...] = (
            *("id", "kind", "source", "round", "printing", "page", "submission"),
            *("text_hash", "state", "reader", "due_at", "made_by", "made_at"),
            *("read_at", "closed_at", "void_reason", "pdf"),
        )
        read_only_fields = fields

    @extend_schema_field(serializers.URLField())
    def get_pdf(self, proof: Proof) -> str:
        return reverse("proof-pdf", args=(proof.pk,))


class ProofDetailSerializer(ProofSerializer):
    """A proof with its sheets and its marks."""

    sheets = serializers.SerializerMethodField()
    marks = ProofMarkSerializer(many=True)

    class Meta:
        model = Proof
        fields = (*ProofSerializer.Meta.fields, "sheets", "marks")
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.URLField()))
    def get_sheets(self, proof: Proof) -> list[str]:
        """Return where the pictures of the sheets are."""
        return [
            reverse("proof-sheet", args=(proof.pk, sheet.number))
            for sheet in proof.sheets.all()
        ]


class ProofReaderSerializer(serializers.Serializer[Any]):
    """Who proofreads, and by when."""

    reader = serializers.SlugRelatedField("username", queryset=User.objects.all())
    due_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class NewProofSerializer(serializers.Serializer[Any]):
    """A page, or a story before make-up; the round is the one that is due."""

    page = serializers.PrimaryKeyRelatedField(
        queryset=Page.objects.without_layout(), required=False
    )
    submission = serializers.SlugRelatedField(
        "ref", queryset=Submission.objects.all(), required=False
    )
    round = serializers.IntegerField(min_value=1, max_value=3, required=False)
    reader = serializers.SlugRelatedField(
        "username", queryset=User.objects.all(), required=False, allow_null=True
    )
    due_at = serializers.DateTimeField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Want one of the two."""
        if ("page" in attrs) == ("submission" in attrs):
            raise serializers.ValidationError("Name a page or a submission.")
        return attrs


class DeskProofSerializer(serializers.Serializer[Any]):
    """A PDF of a page that the layout desk made; ``sheet`` is its page in the file."""

    page = serializers.PrimaryKeyRelatedField(queryset=Page.objects.without_layout())
    file = serializers.FileField()
    sheet = serializers.IntegerField(min_value=1, max_value=MOST_SHEETS, default=1)
    round = serializers.IntegerField(min_value=1, max_value=3, required=False)
    reader = serializers.SlugRelatedField(
        "username", queryset=User.objects.all(), required=False, allow_null=True
    )
    due_at = serializers.DateTimeField(required=False, allow_null=True)


class MarkWordsSerializer(serializers.Serializer[Any]):
    """What is wrong, what is right, and a note."""

    wrong = serializers.CharField(
        default="", allow_blank=True, max_length=LONGEST, trim_whitespace=False
    )
    right = serializers.CharField(
        default="", allow_blank=True, max_length=LONGEST, trim_whitespace=False
    )
    note = serializers.CharField(
        default="", allow_blank=True, max_length=LONGEST_NOTE, source="remark"
    )


class NewMarkSerializer(MarkWordsSerializer):
    """A mark at a point of a sheet, at a place of a story, or where its words stand."""

    sheet = serializers.IntegerField(min_value=1, max_value=MOST_SHEETS, default=1)
    x = serializers.FloatField(
        min_value=0, max_value=1, required=False, allow_null=True
    )
    y = serializers.FloatField(
        min_value=0, max_value=1, required=False, allow_null=True
    )
    story = serializers.CharField(default="", allow_blank=True, max_length=40)
    part = serializers.CharField(default="", allow_blank=True, max_length=80)
    offset = serializers.IntegerField(min_value=0, required=False, allow_null=True)


class PointSerializer(serializers.Serializer[Any]):
    """A point of a sheet, in fractions of it from the top left."""

    sheet = serializers.IntegerField(min_value=1, max_value=MOST_SHEETS, default=1)
    x = serializers.FloatField(min_value=0, max_value=1)
    y = serializers.FloatField(min_value=0, max_value=1)


class PointMeansSerializer(serializers.Serializer[Any]):
    """What stands at a point: story, part, character, its line and place in it."""

    story = serializers.CharField()
    title = serializers.CharField()
    part = serializers.CharField()
    offset = serializers.IntegerField()
    line = serializers.CharField()
    at = serializers.IntegerField()


class DecideMarkSerializer(serializers.Serializer[Any]):
    """Taken: it becomes an edit; done: set right by hand; refused: the words stand."""

    decision = serializers.ChoiceField(choices=DECISIONS)
    reason = serializers.CharField(default="", allow_blank=True, max_length=300)
    expected_voids = serializers.MultipleChoiceField(
        choices=ReviewStage.choices, required=False, allow_empty=True
    )


class TakeMarksSerializer(serializers.Serializer[Any]):
    """Which marks become edits; without numbers all that are open."""

    numbers = serializers.ListField(
        child=serializers.IntegerField(min_value=1), required=False, max_length=1000
    )
    expected_voids = serializers.MultipleChoiceField(
        choices=ReviewStage.choices, required=False, allow_empty=True
    )


class MarksTakenSerializer(serializers.Serializer[Any]):
    """The numbers of the marks that became edits, and of those left open."""

    taken = serializers.ListField(child=serializers.IntegerField())
    left = serializers.ListField(child=serializers.IntegerField())


class ProofReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class ConflictSerializer(serializers.Serializer[Any]):
    """What stands against a sign-off; a hard one forbids it."""

    name = serializers.ChoiceField(choices=[(n.value, n.value) for n in ConflictName])
    is_hard = serializers.BooleanField()
    sentence = serializers.CharField()
    page = serializers.IntegerField(allow_null=True)
    page_number = serializers.IntegerField(allow_null=True)
    piece = serializers.IntegerField(allow_null=True)


class StoryChangesSerializer(serializers.Serializer[Any]):
    """Characters of a story changed since its first page proof, of 1,000."""

    story = serializers.CharField(source="ref")
    changed = serializers.IntegerField()
    characters = serializers.IntegerField()
    per_thousand = serializers.FloatField()
    is_over = serializers.BooleanField()


class SignIssueSerializer(serializers.Serializer[Any]):
    opinion = serializers.CharField(default="", allow_blank=True, max_length=2000)


class ReopenIssueSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)


class IssueSignOffSerializer(serializers.ModelSerializer[IssueSignOff]):
    """The signature under a whole issue, with the frozen hash of each page."""

    signed_by = serializers.CharField()

    class Meta:
        model = IssueSignOff
        fields = (
            *("issue", "pages", "signed_by", "opinion", "signed_at", "released_at"),
            *("void_at", "void_reason"),
        )
        read_only_fields = fields
