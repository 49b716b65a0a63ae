from django.db import models
from django.utils.translation import gettext_lazy as _


class DayMark(models.Model):
    """A day that this desk works or rests, whatever the state's calendar says."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(
        _("working day"),
        default=False,
        help_text=_("On: the desk works on this day. Off: it rests."),
    )
    note = models.CharField(_("why"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("day of the desk's own")
        verbose_name_plural = _("days of the desk's own")
        ordering = ("-day",)

    def __str__(self) -> str:
        return self.day.isoformat()
