"""What the API says and asks about versions of a piece."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from press.copy.diff import Op
from submissions.enums import ReviewStage


class DifferenceSerializer(serializers.Serializer[Any]):
    """A stretch of text that stayed, came or went."""

    op = serializers.ChoiceField(choices=[op.value for op in Op])
    text = serializers.CharField()


class RestoreSerializer(serializers.Serializer[Any]):
    """Which version was the newest when one decided, and whose signatures may fall."""

    expected_number = serializers.IntegerField(min_value=1)
    expected_voids = serializers.MultipleChoiceField(
        choices=ReviewStage.choices, required=False, default=set
    )
