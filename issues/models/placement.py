from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.enums import PlacementRole
from issues.models.page import Page
from submissions.models import Submission


class Placement(models.Model):
    """A story on a page: the slot it has and the part it plays there."""

    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="placements",
    )
    submission = models.OneToOneField(
        Submission,
        verbose_name=_("story"),
        on_delete=models.PROTECT,
        related_name="placement",
    )
    slot = models.PositiveSmallIntegerField(_("slot"))
    role = models.CharField(
        _("role"), max_length=12, choices=PlacementRole, default=PlacementRole.AUTO
    )
    held_over_from = models.ForeignKey(
        "issues.Issue",
        verbose_name=_("held over from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    placed_at = models.DateTimeField(_("placed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ("page", "slot")
        constraints = (
            models.UniqueConstraint(
                fields=("page", "slot"), name="placement_one_per_slot"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page} {self.slot:02d}"
