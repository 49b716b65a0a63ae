"""Calls for copy as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions.models import CallForCopy, Correspondent, Section, Tag, Unit
from submissions.services.calls.tracking import Reply
from submissions.services.calls.writing import MOST_WORDS


class CallSerializer(serializers.ModelSerializer[CallForCopy]):
    section = serializers.CharField(source="section.slug", default="")
    people = serializers.IntegerField(source="people_total")

    class Meta:
        model = CallForCopy
        fields = (
            *("id", "title", "text", "section", "until", "people", "created_at"),
            *("sent_at", "reminded_at", "closed_at"),
        )
        read_only_fields = fields


class RecipientSerializer(serializers.Serializer[Any]):
    """How far a recipient is, and the pieces she sent under the call."""

    correspondent = serializers.IntegerField(
        source="recipient.correspondent_id", allow_null=True
    )
    name = serializers.CharField(source="recipient.name")
    email = serializers.EmailField(source="recipient.email")
    reply = serializers.ChoiceField(choices=[reply.value for reply in Reply])
    letter_failed = serializers.BooleanField()
    opened_at = serializers.DateTimeField(source="recipient.opened_at", allow_null=True)
    declined_at = serializers.DateTimeField(
        source="recipient.declined_at", allow_null=True
    )
    note = serializers.CharField(source="recipient.note")
    pieces = serializers.SerializerMethodField()

    def get_pieces(self, row: Any) -> list[str]:
        return [piece.ref for piece in row.pieces]


class CallStateSerializer(serializers.Serializer[Any]):
    """A call with everybody it goes to."""

    call = CallSerializer()
    recipients = RecipientSerializer(many=True, source="rows")


class NewCallSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=80)
    text = serializers.CharField(max_length=MOST_WORDS)
    until = serializers.DateTimeField()
    section = serializers.SlugRelatedField(
        "slug", queryset=Section.objects.all(), required=False, allow_null=True
    )
    people = serializers.PrimaryKeyRelatedField(
        queryset=Correspondent.objects.exclude(email=""), many=True
    )


class WantedSerializer(serializers.Serializer[Any]):
    """Who is wanted; what is left out does not matter."""

    units = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.all(), many=True, required=False
    )
    tags = serializers.PrimaryKeyRelatedField(
        queryset=Tag.objects.all(), many=True, required=False
    )
    section = serializers.SlugRelatedField(
        "slug", queryset=Section.objects.all(), required=False, allow_null=True
    )
    sent_since_days = serializers.IntegerField(
        min_value=1, max_value=3650, required=False
    )
    special_only = serializers.BooleanField(default=False)


class CallPersonSerializer(serializers.ModelSerializer[Correspondent]):
    unit = serializers.CharField(source="unit.name", default="")

    class Meta:
        model = Correspondent
        fields = ("id", "name", "unit", "email", "is_special")
        read_only_fields = fields


class WrittenLettersSerializer(serializers.Serializer[Any]):
    """How many letters were written."""

    letters = serializers.IntegerField()
