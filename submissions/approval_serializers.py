"""What the API says of links by which a leader signs a read."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from desk.models import User
from submissions.models import ApprovalLink
from submissions.services.approval_links import HOURS, MOST_HOURS, NewApproval, is_live


class ApprovalLinkSerializer(serializers.ModelSerializer[ApprovalLink]):
    """Who was asked for which read of which version; never the link itself."""

    reader = serializers.CharField(source="reader.username")
    created_by = serializers.CharField(source="created_by.username")
    version = serializers.IntegerField(source="version.number")
    is_live = serializers.SerializerMethodField()

    class Meta:
        model = ApprovalLink
        fields = (
            *("id", "stage", "version", "copy_hash", "reader", "created_by"),
            *("created_at", "expires_at", "is_live", "outcome", "opinion"),
            *("ended_at", "asked_again_at"),
        )
        read_only_fields = fields

    def get_is_live(self, link: ApprovalLink) -> bool:
        """Tell whether it is neither used, taken back nor over."""
        return is_live(link)


class NewApprovalLinkSerializer(serializers.Serializer[Any]):
    """Whom to ask, for how long, and whether by letter, too."""

    reader = serializers.SlugRelatedField(
        slug_field="username", queryset=User.objects.filter(is_active=True)
    )
    hours = serializers.IntegerField(min_value=1, max_value=MOST_HOURS, default=HOURS)
    by_letter = serializers.BooleanField(default=False)


class MadeApprovalLinkSerializer(serializers.Serializer[NewApproval]):
    """A link just made: its address is told this once."""

    id = serializers.IntegerField(source="link.pk")
    stage = serializers.CharField(source="link.stage")
    version = serializers.IntegerField(source="link.version.number")
    copy_hash = serializers.CharField(source="link.copy_hash")
    url = serializers.CharField()
    qr = serializers.CharField(help_text="The address as a picture, SVG.")
    expires_at = serializers.DateTimeField(source="link.expires_at")
    is_written = serializers.SerializerMethodField()

    def get_is_written(self, made: NewApproval) -> bool:
        """Tell whether a letter with the link goes to her."""
        return made.letter is not None
