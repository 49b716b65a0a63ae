"""Mailboxes as the API shows and takes them; a code is never given out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from desk.serializers import JobSerializer
from submissions.mail_enums import AfterIntake, MailboxState
from submissions.models import Mailbox

STATE_OF_A_MAILBOX = (
    *("connected_at", "polled_at", "succeeded_at", "next_poll_at"),
    *("failures", "failed_step", "failure"),
)


class MailboxSerializer(serializers.ModelSerializer[Mailbox]):
    """A mailbox and how it goes; its code is taken and never given out."""

    code = serializers.CharField(
        write_only=True,
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="The authorisation code; empty keeps the one that is there.",
    )
    has_code = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=MailboxState.choices, read_only=True)

    class Meta:
        model = Mailbox
        fields = (
            *("id", "name", "host", "port", "security", "username", "code"),
            *("has_code", "folder", "poll_seconds", "largest_mb", "after_intake"),
            *("done_folder", "is_active", "acknowledges", "receipt_subject"),
            *("receipt_body", "receipts_per_address", "receipts_per_hour"),
            *("state", *STATE_OF_A_MAILBOX),
        )
        read_only_fields = STATE_OF_A_MAILBOX

    def get_has_code(self, mailbox: Mailbox) -> bool:
        return bool(mailbox.code)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for what a mailbox cannot be read or tidied without."""
        if self.instance is None and not attrs.get("code"):
            said = _("Enter the authorisation code.")
            raise serializers.ValidationError({"code": [said]})
        moves = self._after(attrs, "after_intake") == AfterIntake.MOVE
        if moves and not self._after(attrs, "done_folder"):
            said = _("Name the folder to which taken mail is moved.")
            raise serializers.ValidationError({"done_folder": [said]})
        return attrs

    def _after(self, attrs: dict[str, Any], name: str) -> Any:
        """Return what a field will be once this is saved."""
        return attrs.get(name, getattr(self.instance, name, ""))


class ProbeStepSerializer(serializers.Serializer[Any]):
    """One step of a connection test."""

    step = serializers.CharField()
    label: Any = serializers.CharField()
    ok = serializers.BooleanField()
    outcome = serializers.CharField(help_text="ok, failed or not_reached")
    milliseconds = serializers.IntegerField(allow_null=True)
    sentence = serializers.CharField(help_text="What was found, or what to do.")
    server_said = serializers.CharField()


class ProbeSerializer(serializers.Serializer[Any]):
    """A connection test."""

    ok = serializers.BooleanField()
    steps = ProbeStepSerializer(many=True)


class BacklogSerializer(serializers.Serializer[Any]):
    """The old mail of a mailbox: how much is not here yet, and who takes it in."""

    count = serializers.IntegerField()
    job = JobSerializer(allow_null=True)
