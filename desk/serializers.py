"""What the API says of the desk's rows."""

from __future__ import annotations

from rest_framework import serializers

from desk.models import Job


class JobSerializer(serializers.ModelSerializer):
    """A job, for the one who waits for it."""

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "unique_key",
            "state",
            "progress",
            "progress_note",
            "attempts",
            "max_attempts",
            "result",
            "error",
            "created_at",
            "started_at",
            "finished_at",
        )
        read_only_fields = fields
