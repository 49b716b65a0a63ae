"""Guesses and what authors wrote, as the API shows them; numbers of people masked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from desk.services.personal import mask_phone
from submissions.mail_enums import ProposalField
from submissions.models import AuthorMessage, Proposal
from submissions.services.mail.understanding import without_private


class ProposalSerializer(serializers.ModelSerializer[Proposal]):
    """A guess about a piece and where it was read; numbers of people are masked."""

    value = serializers.SerializerMethodField("get_shown_value")
    evidence = serializers.SerializerMethodField()
    alternatives = serializers.SerializerMethodField()
    origin_words = serializers.CharField(source="get_origin_display", read_only=True)
    photo: Any = serializers.SlugRelatedField(slug_field="key", read_only=True)
    decided_by: Any = serializers.StringRelatedField()

    class Meta:
        model = Proposal
        fields = (
            *("position", "field", "photo", "value", "evidence", "alternatives"),
            "is_unsure",
            *("origin", "origin_words", "state", "decided_by", "decided_at"),
        )
        read_only_fields = fields

    def get_shown_value(self, proposal: Proposal) -> str:
        return _shown(proposal, proposal.value)

    def get_evidence(self, proposal: Proposal) -> str:
        return without_private(proposal.evidence)

    def get_alternatives(self, proposal: Proposal) -> list[str]:
        return [_shown(proposal, value) for value in proposal.alternatives]


def _shown(proposal: Proposal, value: str) -> str:
    is_phone = proposal.field == ProposalField.CONTACT_PHONE
    return mask_phone(value) if is_phone else value


class DecisionSerializer(serializers.Serializer[Any]):
    """What a person says to a guess."""

    decision = serializers.ChoiceField(choices=("accept", "change", "drop"))
    value = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=2000,
        help_text="The right words; for a change only.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for words where they are needed."""
        if attrs["decision"] == "change" and not attrs["value"].strip():
            said = _("Write what is right, or drop the guess.")
            raise serializers.ValidationError({"value": [said]})
        return attrs


class AcceptedSerializer(serializers.Serializer[Any]):
    """How many guesses were accepted."""

    accepted = serializers.IntegerField()


class AuthorMessageSerializer(serializers.ModelSerializer[AuthorMessage]):
    """What an author wrote about a piece after sending it."""

    mail: Any = serializers.SlugRelatedField(slug_field="key", read_only=True)

    class Meta:
        model = AuthorMessage
        fields = (
            *("id", "mail", "question", "sender", "text"),
            *("received_at", "seen_at"),
        )
        read_only_fields = fields
