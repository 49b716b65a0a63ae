"""What the API says of letters and their wording."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.letter_kinds import kind_word
from desk.models import Letter, LetterEnclosure
from desk.services.letter_acts import shown_words
from desk.services.letter_templates import Wording


class EnclosureSerializer(serializers.ModelSerializer[LetterEnclosure]):
    """A file that goes with a letter."""

    class Meta:
        model = LetterEnclosure
        fields = ("name", "content_type", "sha256")
        read_only_fields = fields


class OutgoingLetterSerializer(serializers.ModelSerializer[Letter]):
    """A letter; a code or a way in is shown to nobody."""

    kind_name = serializers.SerializerMethodField()
    subject = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()
    enclosures = EnclosureSerializer(many=True, read_only=True)

    class Meta:
        model = Letter
        fields = (
            *("id", "kind", "kind_name", "recipient", "subject", "body", "state"),
            *("attempts", "error", "may_have_left", "came_back"),
            *("object_type", "object_id", "created_at", "due_at", "sent_at"),
            *("again_of", "enclosures"),
        )
        read_only_fields = fields

    def get_kind_name(self, letter: Letter) -> str:
        """Return what the kind is called."""
        return kind_word(letter.kind)

    def get_subject(self, letter: Letter) -> str:
        """Return the subject, or the kind where it holds a code."""
        return shown_words(letter)[0]

    def get_body(self, letter: Letter) -> str:
        """Return the text, or a sentence where it is nobody's to read."""
        return shown_words(letter)[1]


class ReleaseSerializer(serializers.Serializer[Any]):
    """Other words for a letter that waits; what is left out stays."""

    subject = serializers.CharField(required=False, max_length=200)
    body = serializers.CharField(required=False, max_length=20_000)


class AgainSerializer(serializers.Serializer[Any]):
    """A better address, and how many times it is then sent again (idempotence)."""

    recipient = serializers.EmailField(required=False, allow_blank=True, default="")
    number = serializers.IntegerField(required=False, min_value=1, allow_null=True)


class WordingSerializer(serializers.Serializer[Wording]):
    """How a kind of letter stands now; ``placeholders`` names what it can fill in."""

    kind = serializers.CharField(source="kind.kind", read_only=True)
    name = serializers.CharField(source="kind.name", read_only=True)
    subject = serializers.CharField(read_only=True)
    body = serializers.CharField(read_only=True)
    is_sent = serializers.BooleanField(read_only=True)
    waits_for_desk = serializers.BooleanField(read_only=True)
    own_words = serializers.BooleanField(read_only=True)
    essential = serializers.BooleanField(source="kind.essential", read_only=True)
    placeholders = serializers.SerializerMethodField()

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_placeholders(self, wording: Wording) -> dict[str, str]:
        """Return each placeholder with its explanation."""
        return {name: str(said) for name, said in wording.kind.placeholders.items()}


class NewWordingSerializer(serializers.Serializer[Any]):
    """The desk's words for a kind; an empty text means the house's."""

    subject = serializers.CharField(required=False, allow_blank=True, max_length=200)
    body = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    is_sent = serializers.BooleanField(required=False, default=True)
    waits_for_desk = serializers.BooleanField(required=False, default=False)
