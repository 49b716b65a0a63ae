"""What the API says of working days."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from desk.models import DayMark


class DayMarkSerializer(serializers.ModelSerializer[DayMark]):
    class Meta:
        model = DayMark
        fields = ("day", "is_working", "note")


class NewDayMarkSerializer(serializers.Serializer[Any]):
    is_working = serializers.BooleanField()
    note = serializers.CharField(max_length=40, default="", allow_blank=True)
