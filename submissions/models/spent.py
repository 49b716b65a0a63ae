from django.db import models
from django.utils.translation import gettext_lazy as _


class SpentChallenge(models.Model):
    """A solved challenge that has been used; the same one never counts twice.

    A row, not the cache: two processes that get it at one moment must not both take it.
    ``used_for`` names the form it was used for, which may send it again after a fault.
    """

    nonce = models.CharField(max_length=64, unique=True, editable=False)
    used_for = models.UUIDField(editable=False)
    expires_at = models.DateTimeField(_("good until"), db_index=True)

    class Meta:
        verbose_name = _("spent challenge")
        verbose_name_plural = _("spent challenges")
        ordering = ("-expires_at",)

    def __str__(self) -> str:
        return self.nonce
