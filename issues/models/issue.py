from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.enums import IssueStatus
from issues.models.supplement import Supplement
from issues.querysets import IssueQuerySet


class Issue(models.Model):
    """An issue of the supplement; ``serial_number`` counts all issues ever (总期数)."""

    supplement = models.ForeignKey(
        Supplement,
        verbose_name=_("supplement"),
        on_delete=models.PROTECT,
        related_name="issues",
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number in the year"))
    serial_number = models.PositiveIntegerField(_("serial number"))
    daily_serial = models.PositiveIntegerField(
        _("serial number of the daily"), null=True, blank=True
    )
    cover_date = models.DateField(_("cover date"))
    copy_deadline = models.DateTimeField(
        _("copy deadline"),
        null=True,
        blank=True,
        help_text=_("Until then correspondents may send copy for this issue."),
    )
    press_time = models.DateTimeField(
        _("press time"),
        null=True,
        blank=True,
        help_text=_("When the last page must leave the desk."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=IssueStatus,
        default=IssueStatus.PLANNING,
    )
    created_at = models.DateTimeField(_("opened at"), auto_now_add=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ("-cover_date",)
        constraints = (
            models.UniqueConstraint(
                fields=("supplement", "year", "number"), name="issue_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=("supplement", "serial_number"), name="issue_serial_once"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return what people call it: ``2026年第1期``."""
        return f"{self.year}年第{self.number}期"

    @property
    def slug(self) -> str:
        """Return the folder name of its press package: ``2026-01``."""
        return f"{self.year}-{self.number:02d}"
