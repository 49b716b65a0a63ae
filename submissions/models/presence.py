import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission


class Presence(models.Model):
    """That somebody has a piece open in a window; a row that is not renewed is old."""

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="presences",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    tab = models.UUIDField(default=uuid.uuid4)
    is_writing = models.BooleanField(_("has unsaved words"), default=False)
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "user", "tab"), name="presence_once_a_window"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.submission_id}"
