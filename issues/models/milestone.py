from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.enums import MilestoneKind
from issues.models.issue import Issue
from issues.models.supplement import Supplement


class ClockStep(models.Model):
    """How long before press day a step of every issue of a supplement falls.

    A step without a row falls as the house's clock says.
    """

    supplement = models.ForeignKey(
        Supplement,
        verbose_name=_("supplement"),
        on_delete=models.CASCADE,
        related_name="clock_steps",
    )
    kind = models.CharField(_("step"), max_length=16, choices=MilestoneKind)
    days_before = models.PositiveSmallIntegerField(_("working days before press day"))
    at = models.TimeField(_("time of day"))

    class Meta:
        verbose_name = _("step of the month clock")
        verbose_name_plural = _("steps of the month clock")
        ordering = ("supplement", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("supplement", "kind"), name="clock_step_once_a_supplement"
            ),
        )

    def __str__(self) -> str:
        return f"{self.supplement} {self.get_kind_display()}"


class Milestone(models.Model):
    """A step of one issue that was moved by hand; the others follow the clock.

    The copy deadline and the press time stand in the issue itself.
    """

    issue = models.ForeignKey(
        Issue,
        verbose_name=_("issue"),
        on_delete=models.CASCADE,
        related_name="milestones",
    )
    kind = models.CharField(_("step"), max_length=16, choices=MilestoneKind)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ("issue", "at")
        constraints = (
            models.UniqueConstraint(
                fields=("issue", "kind"), name="milestone_once_an_issue"
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} {self.get_kind_display()}"
