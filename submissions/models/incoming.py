from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.enums import Source


class IncomingRecord(models.Model):
    """What arrived, as it arrived, committed before anything is made of it.

    ``key`` is what makes one delivery one record: the form's idempotency key, the
    mailbox with UIDVALIDITY and UID, the API caller's key.
    """

    source = models.CharField(_("by way of"), max_length=10, choices=Source)
    key = models.CharField(_("key"), max_length=200, unique=True)
    content_hash = models.CharField(_("hash of the content"), max_length=64)
    payload = models.JSONField(_("as received"), default=dict)
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        verbose_name = _("incoming record")
        verbose_name_plural = _("incoming records")
        ordering = ("-received_at",)
        indexes = (models.Index(fields=("content_hash",), name="incoming_hash"),)

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
