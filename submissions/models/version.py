from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission


class Version(models.Model):
    """The words of a piece at one moment; never changed, only followed by another.

    ``copy`` is ``press.copy`` JSON, ``copy_hash`` the SHA-256 of its canonical bytes:
    what a reader signs.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("number"))
    copy = models.JSONField(_("copy"))
    copy_hash = models.CharField(_("hash"), max_length=64)
    char_count = models.PositiveIntegerField(_("characters"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("-number",)
        indexes = (models.Index(fields=("copy_hash",), name="version_hash"),)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "number"), name="version_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission.ref} v{self.number}"
