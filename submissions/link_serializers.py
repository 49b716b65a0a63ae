"""What the API says of links under which an author sends what the desk misses."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from submissions.models import Upload, UploadLink
from submissions.services.upload_links import DAYS, MOST_DAYS, MOST_WORDS, NewLink


class SentFileSerializer(serializers.ModelSerializer[Upload]):
    """A file that came under a link."""

    id = serializers.CharField(source="key.hex")

    class Meta:
        model = Upload
        fields = ("id", "name", "byte_size", "state", "reason", "created_at")
        read_only_fields = fields


class UploadLinkSerializer(serializers.ModelSerializer[UploadLink]):
    """What was asked for, until when, and what has come; never the link itself."""

    created_by = serializers.StringRelatedField[Any]()
    uploads = SentFileSerializer(many=True)

    class Meta:
        model = UploadLink
        fields = (
            *("id", "asks_for", "created_by"),
            *("created_at", "expires_at", "used_at"),
            "uploads",
        )
        read_only_fields = fields


class NewUploadLinkSerializer(serializers.Serializer[Any]):
    """What the author is to send, and for how many days she may."""

    asks_for = serializers.CharField(max_length=MOST_WORDS)
    days = serializers.IntegerField(min_value=1, max_value=MOST_DAYS, default=DAYS)


class MadeUploadLinkSerializer(serializers.Serializer[NewLink]):
    """A link just made: its address is told this once."""

    id = serializers.IntegerField(source="link.pk")
    url = serializers.CharField()
    qr = serializers.CharField(help_text="The address as a picture, SVG.")
    expires_at = serializers.DateTimeField(source="link.expires_at")
    asks_for = serializers.CharField(source="link.asks_for")
    written_to_author = serializers.SerializerMethodField()

    def get_written_to_author(self, made: NewLink) -> bool:
        """Tell whether a letter with the link goes to the author."""
        return made.letter is not None
