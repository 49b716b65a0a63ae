"""Mails as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from desk.models import Letter
from submissions.mail_enums import MailFlag
from submissions.models import LargeFileLink, MailMessage, MailPart
from submissions.problems import ProblemCode
from submissions.services.mail.understanding import without_private


class SaidSerializer(serializers.Serializer[Any]):
    """A code with its sentence in the reader's language."""

    code = serializers.CharField()
    sentence = serializers.CharField()


class MailProblemSerializer(SaidSerializer):
    """What was odd about a mail; ``detail`` is a label from outside."""

    detail = serializers.CharField()


class OtherTextSerializer(serializers.Serializer[Any]):
    """A text that looks like a piece of its own; ``text`` is sent to split it off."""

    text = serializers.IntegerField()
    name = serializers.CharField()
    first = serializers.SerializerMethodField()

    def get_first(self, other: dict[str, Any]) -> str:
        return without_private(str(other.get("first", "")))


class MailPartSerializer(serializers.ModelSerializer[MailPart]):
    """A part of a mail: what it is, what it was used for, or why not."""

    photo: Any = serializers.SlugRelatedField(slug_field="key", read_only=True)
    is_kept = serializers.SerializerMethodField()

    class Meta:
        model = MailPart
        fields = (
            *("position", "name", "within", "format", "byte_size", "sha256"),
            *("role", "reason", "photo", "is_kept"),
        )
        read_only_fields = fields

    def get_is_kept(self, part: MailPart) -> bool:
        return bool(part.file)


class LargeFileSerializer(serializers.ModelSerializer[LargeFileLink]):
    """A file left with a mail provider; nothing of ours follows its address."""

    class Meta:
        model = LargeFileLink
        fields = (
            *("position", "name", "url", "size", "expires", "expires_text"),
            "asked_at",
        )
        read_only_fields = fields


class DeliverySerializer(serializers.ModelSerializer[MailMessage]):
    """The same mail once more."""

    class Meta:
        model = MailMessage
        fields = ("key", "mailbox", "received_at")
        read_only_fields = fields


class MailSerializer(serializers.ModelSerializer[MailMessage]):
    """A mail as a list shows it."""

    mailbox_name = serializers.CharField(source="mailbox.name", default="")
    submission: Any = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    reason_sentence = serializers.CharField(source="get_reason_display")
    flags = serializers.SerializerMethodField()

    class Meta:
        model = MailMessage
        fields = (
            *("key", "mailbox", "mailbox_name", "received_at", "sent_at", "subject"),
            *("sender_name", "sender_address", "byte_size", "is_silent", "outcome"),
            *("reason", "reason_sentence", "detail", "flags", "submission"),
        )
        read_only_fields = fields

    @extend_schema_field(SaidSerializer(many=True))
    def get_flags(self, mail: MailMessage) -> list[dict[str, str]]:
        """Return what an editor should know of it, in sentences."""
        known = [MailFlag(flag) for flag in mail.flags if flag in MailFlag.values]
        return [{"code": flag.value, "sentence": str(flag.label)} for flag in known]


class MailDetailSerializer(MailSerializer):
    """A mail with all that is known of it."""

    duplicate_of: Any = serializers.SlugRelatedField(slug_field="key", read_only=True)
    problems = serializers.SerializerMethodField()
    others = OtherTextSerializer(many=True, read_only=True)
    parts = MailPartSerializer(many=True, read_only=True)
    large_files = LargeFileSerializer(many=True, read_only=True)
    deliveries = DeliverySerializer(many=True, read_only=True)

    class Meta(MailSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *MailSerializer.Meta.fields,
            *("message_id", "charset", "sha256", "fingerprint", "claimed_ref"),
            *("read_at", "duplicate_of", "problems", "others", "parts"),
            *("large_files", "deliveries"),
        )
        read_only_fields = fields  # type: ignore[assignment]

    @extend_schema_field(MailProblemSerializer(many=True))
    def get_problems(self, mail: MailMessage) -> list[dict[str, str]]:
        """Return what was odd about it, in sentences."""
        return [
            {
                "code": problem["code"],
                "sentence": str(ProblemCode(problem["code"]).label),
                "detail": problem.get("detail", ""),
            }
            for problem in mail.problems
            if problem.get("code") in ProblemCode.values
        ]


class HandInSerializer(serializers.Serializer[Any]):
    """A mail as a file."""

    file = serializers.FileField(allow_empty_file=True)


class HandInQuerySerializer(serializers.Serializer[Any]):
    """How a mail is taken that is handed in."""

    acknowledge = serializers.BooleanField(
        default=False, help_text="Write a receipt to the sender, as for new mail."
    )


class SplitSerializer(serializers.Serializer[Any]):
    """The number of a text of a mail, as its ``others`` name it."""

    text = serializers.IntegerField(min_value=0)


class LetterWordsSerializer(serializers.Serializer[Any]):
    """The words of a letter; what is left out is as it was prepared."""

    recipient = serializers.CharField(read_only=True)
    subject = serializers.CharField(required=False, max_length=200)
    body = serializers.CharField(required=False, max_length=5000)


class LetterSerializer(serializers.ModelSerializer[Letter]):
    """A letter on its way."""

    class Meta:
        model = Letter
        fields = (
            *("id", "kind", "recipient", "subject", "body", "state", "error"),
            *("created_at", "due_at"),
        )
        read_only_fields = fields
