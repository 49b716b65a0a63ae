from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.enums import Weight
from submissions.models import Submission


class StoryWeight(models.Model):
    """The weight an editor gave a story; without a row it is judged by its length."""

    submission = models.OneToOneField(
        Submission,
        verbose_name=_("story"),
        on_delete=models.CASCADE,
        related_name="weight",
    )
    weight = models.CharField(_("weight"), max_length=10, choices=Weight)

    class Meta:
        verbose_name = _("weight of a story")
        verbose_name_plural = _("weights of stories")

    def __str__(self) -> str:
        return f"{self.submission_id} {self.weight}"
