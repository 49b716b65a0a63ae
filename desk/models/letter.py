import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.enums import LetterState


class Letter(models.Model):
    """A letter going out; the row is written with the act that causes it.

    ``unique_key`` makes a letter that may go only once go only once
    (``receipt:GK-2026-0001``).
    """

    unique_key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    message_id = models.CharField(
        "Message-ID",
        max_length=200,
        blank=True,
        editable=False,
        help_text=_("Known to us and the recipient: an answer that bears it is hers."),
    )
    recipient = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    object_type = models.CharField(_("about"), max_length=60, blank=True)
    object_id = models.CharField(_("object"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=LetterState, default=LetterState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_token = models.UUIDField(_("lease"), null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    due_at = models.DateTimeField(_("due at"))
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    may_have_left = models.BooleanField(
        _("may have left"),
        default=False,
        help_text=_("The mail server hung up over it: nobody knows."),
    )
    came_back = models.BooleanField(
        _("came back"),
        default=False,
        help_text=_("It left, and a mail server reported that it was not delivered."),
    )
    again_of = models.ForeignKey(
        "self",
        verbose_name=_("once more of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="again",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("let go or dropped by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("state", "due_at"), name="letter_state_due"),
            models.Index(fields=("message_id",), name="letter_message_id"),
            models.Index(fields=("object_type", "object_id"), name="letter_about"),
        )

    def __str__(self) -> str:
        return self.subject


class LetterTemplate(models.Model):
    """The desk's own words for one kind of letter; without a row the house's go.

    ``kind`` is one of those registered with ``desk.letter_kinds``.  An empty subject
    or text means the house's words.
    """

    kind = models.CharField(_("kind"), max_length=40, unique=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    is_sent = models.BooleanField(
        _("is sent"),
        default=True,
        help_text=_("Off: letters of this kind are not written at all."),
    )
    waits_for_desk = models.BooleanField(
        _("shown to the desk first"),
        default=False,
        help_text=_("On: a letter waits until somebody has looked at it and sends it."),
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        ordering = ("kind",)

    def __str__(self) -> str:
        return self.kind


def enclosure_path(enclosure: "LetterEnclosure", _filename: str) -> str:
    """Return where an enclosure is kept: by our id, never by its label."""
    return str(PurePosixPath("enclosures") / enclosure.key.hex[:2] / enclosure.key.hex)


class LetterEnclosure(models.Model):
    """A file of ours that goes with a letter, such as the picture of a page."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(
        Letter,
        verbose_name=_("letter"),
        on_delete=models.CASCADE,
        related_name="enclosures",
    )
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=60)
    file = models.FileField(_("file"), upload_to=enclosure_path, max_length=200)
    sha256 = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
