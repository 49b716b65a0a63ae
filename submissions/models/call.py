import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.models.correspondent import Correspondent
from submissions.models.section import Section


class CallForCopy(models.Model):
    """A call for copy (约稿函) to many correspondents, each with a link of her own."""

    title = models.CharField(_("what is wanted"), max_length=80)
    text = models.TextField(
        _("text"),
        help_text=_("Stands in the letter as typed: the theme, the length, the form."),
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    until = models.DateTimeField(_("until"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("call for copy")
        verbose_name_plural = _("calls for copy")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title


class CallRecipient(models.Model):
    """Somebody a call goes to.  ``token_hash``: her link's word is never kept."""

    call = models.ForeignKey(
        CallForCopy,
        verbose_name=_("call for copy"),
        on_delete=models.CASCADE,
        related_name="recipients",
    )
    correspondent = models.ForeignKey(
        Correspondent,
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="calls",
    )
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    opened_at = models.DateTimeField(_("link opened at"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    note = models.CharField(
        pgettext_lazy("of who declines", "what she says"), max_length=300, blank=True
    )

    class Meta:
        verbose_name = _("recipient of a call")
        verbose_name_plural = _("recipients of calls")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                "call", Lower("email"), name="call_once_to_an_address"
            ),
        )

    def __str__(self) -> str:
        return self.name


class CallForm(models.Model):
    """A form that somebody began under a call: what it becomes is her answer."""

    recipient = models.ForeignKey(
        CallRecipient,
        verbose_name=_("recipient of a call"),
        on_delete=models.CASCADE,
        related_name="forms",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    delivery_key = models.CharField(max_length=80, unique=True, editable=False)
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)

    class Meta:
        verbose_name = _("form of a call")
        verbose_name_plural = _("forms of calls")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key.hex
