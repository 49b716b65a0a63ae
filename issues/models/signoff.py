from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.page import Page


class Snapshot(models.Model):
    """A page frozen: its layout, and the version and photographs of every story.

    ``content`` holds all that an export reads; ``hash`` is the SHA-256 of its canonical
    JSON.  Never changed.
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.PROTECT, related_name="snapshots"
    )
    content = models.JSONField(_("content"))
    hash = models.CharField(_("hash"), max_length=64)
    created_at = models.DateTimeField(_("frozen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("page", "hash"), name="snapshot_once_per_content"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page} {self.hash[:12]}"


class SignOff(models.Model):
    """The duty editor's signature under a page as it stands in a snapshot."""

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.PROTECT, related_name="sign_offs"
    )
    snapshot = models.ForeignKey(
        Snapshot, verbose_name=_("snapshot"), on_delete=models.PROTECT
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed by"),
        on_delete=models.PROTECT,
        related_name="sign_offs",
    )
    opinion = models.TextField(_("opinion"), blank=True)
    signed_at = models.DateTimeField(_("signed at"))
    void_at = models.DateTimeField(_("void since"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ("-signed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("page",),
                condition=models.Q(void_at__isnull=True),
                name="sign_off_one_valid_per_page",
            ),
        )

    def __str__(self) -> str:
        return f"{self.page} {self.signed_by}"
