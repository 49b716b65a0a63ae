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

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("state", "due_at"), name="letter_state_due"),
            models.Index(fields=("message_id",), name="letter_message_id"),
        )

    def __str__(self) -> str:
        return self.subject
