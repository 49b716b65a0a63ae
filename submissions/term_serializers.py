"""What the API says of the time for which a piece is ours alone."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions.models import Submission
from submissions.services.exclusive import Clock, clock_of


class TermSerializer(serializers.ModelSerializer[Submission]):
    """How the exclusive clock of a piece stands."""

    clock = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields = (
            *("ref", "is_exclusive", "exclusive_until", "exclusive_warned_at", "clock"),
        )
        read_only_fields = fields

    def get_clock(self, piece: Submission) -> Clock:
        """Return none, running, soon, over or stopped."""
        return clock_of(piece)


class NewTermSerializer(serializers.Serializer[Any]):
    """The last day that was agreed with the author, and how it was agreed."""

    until = serializers.DateField()
    note = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=500
    )
