"""What the API says of pieces that share words or photographs."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions.enums import SeenDecision
from submissions.models import SeenBefore


class SeenBeforeSerializer(serializers.ModelSerializer[SeenBefore]):
    """A likeness of two pieces and what was decided about it."""

    piece = serializers.SlugRelatedField[Any](slug_field="ref", read_only=True)
    earlier = serializers.SlugRelatedField[Any](slug_field="ref", read_only=True)
    decided_by = serializers.StringRelatedField[Any]()

    class Meta:
        model = SeenBefore
        fields = (
            *("piece", "earlier", "relation", "share", "shared_characters"),
            *("shared_photos", "decision", "decided_by", "decided_at"),
        )
        read_only_fields = fields


class SeenDecisionSerializer(serializers.Serializer[Any]):
    """What is decided: a new version of the earlier piece, one of its own, or open."""

    decision = serializers.ChoiceField(choices=SeenDecision.choices)
