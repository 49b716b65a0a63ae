"""What the API says of who has a piece open."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions.services.presence import Companion


class CompanionSerializer(serializers.Serializer[Companion]):
    """Somebody else who has the piece open."""

    name = serializers.CharField()
    is_writing = serializers.BooleanField()


class HereSerializer(serializers.Serializer[Any]):
    """Which window of the caller's shows the piece."""

    tab = serializers.UUIDField()
    is_writing = serializers.BooleanField(default=False)
