"""What the API says of a Word file that was sent to be read."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions.models import Upload
from submissions.services.reading_words import story_in


class NewDocumentSerializer(serializers.Serializer[Any]):
    """A file to be read: .docx, .doc, .wps, .rtf, .txt, or a zip with one in it."""

    document = serializers.FileField()


class ReadDocumentSerializer(serializers.ModelSerializer[Upload]):
    """How far the reading is; ``story`` is there once ``state`` is ready.

    Its ``photos`` are ids of uploads, which `POST /api/submissions/` takes.
    """

    id = serializers.CharField(source="key.hex")
    story = serializers.SerializerMethodField()

    class Meta:
        model = Upload
        fields = ("id", "name", "state", "reason", "format", "story")
        read_only_fields = fields

    def get_story(self, upload: Upload) -> dict[str, Any] | None:
        """Return the fields of the piece, the photographs' ids and notes."""
        return story_in(upload)
