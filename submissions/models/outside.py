"""Outside clearance (送审): a unit or a leader outside the desk reads a piece."""

import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.enums import OutsideVerdict
from submissions.models.submission import Submission
from submissions.models.version import Version


def outside_page_path(outside: "OutsideClearance", _filename: str) -> str:
    """Return where a stamped page is kept: by our id."""
    key = outside.key.hex
    return str(PurePosixPath("outside") / key[:2] / key)


class OutsideClearance(models.Model):
    """Sent to whom, until when, in which words; what came back.

    While it is open no final read of the piece or of its page is signed.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.PROTECT,
        related_name="outside_clearances",
    )
    version = models.ForeignKey(
        Version, verbose_name=_("version"), on_delete=models.PROTECT, related_name="+"
    )
    sent_to = models.CharField(_("sent to"), max_length=100)
    due_on = models.DateField(_("answer until"))
    note = models.TextField(_("note"), blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent at"))
    verdict = models.CharField(
        _("verdict"),
        max_length=10,
        choices=OutsideVerdict,
        default=OutsideVerdict.OPEN,
    )
    opinion = models.TextField(_("opinion"), blank=True)
    page = models.FileField(
        _("stamped page"), upload_to=outside_page_path, max_length=200, blank=True
    )
    page_name = models.CharField(_("name as sent"), max_length=255, blank=True)
    page_sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("entered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("clearance by others")
        verbose_name_plural = _("clearances by others")
        ordering = ("sent_at", "id")
        indexes = (
            models.Index(
                fields=("due_on",),
                condition=models.Q(verdict="open"),
                name="outside_clearance_due",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(verdict="open", closed_at__isnull=True)
                | (~models.Q(verdict="open") & models.Q(closed_at__isnull=False)),
                name="outside_clearance_closed_with_a_verdict",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sent_to}: {self.submission.ref}"
