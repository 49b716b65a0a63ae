from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.section import Section


class Beat(models.Model):
    """A section that a member of staff works for; without any she works for all."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="beats",
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.CASCADE,
        related_name="beats",
    )

    class Meta:
        verbose_name = _("section she works for")
        verbose_name_plural = _("sections she works for")
        ordering = ("section__position", "section__name")
        constraints = (
            models.UniqueConstraint(fields=("user", "section"), name="beat_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.section}"
