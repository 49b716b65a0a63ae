from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from issues.enums import StoryState
from issues.models.issue import Issue
from issues.querysets import PlannedStoryQuerySet
from submissions.models import Correspondent, Section, Submission, Unit


class PlannedStory(models.Model):
    """A story that is wanted before there are words (选题); later the piece that came.

    ``submission`` is set by ``services.planned_copy`` only.
    """

    title = models.CharField(_("title"), max_length=80)
    brief = models.TextField(
        _("brief"),
        blank=True,
        help_text=_("What it is about, whom to ask, what must not be missing."),
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    length = models.PositiveIntegerField(
        _("characters"), default=0, help_text=_("0: as the section usually has.")
    )
    photos = models.PositiveSmallIntegerField(_("photographs wanted"), default=0)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible editor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_stories",
    )
    correspondent = models.ForeignKey(
        Correspondent,
        verbose_name=_("asked of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_stories",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("asked of the unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_stories",
    )
    due_at = models.DateTimeField(_("until"), null=True, blank=True)
    issue = models.ForeignKey(
        Issue,
        verbose_name=_("for the issue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_stories",
    )
    state = models.CharField(
        pgettext_lazy("planned story", "state"),
        max_length=8,
        choices=StoryState,
        default=StoryState.IDEA,
    )
    submission = models.OneToOneField(
        Submission,
        verbose_name=_("the piece that came"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_story",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("planned by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("planned at"), auto_now_add=True)

    objects = PlannedStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned story")
        verbose_name_plural = _("planned stories")
        ordering = (models.F("due_at").asc(nulls_last=True), "pk")
        indexes = (models.Index(fields=("state", "due_at"), name="story_state_due"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(submission__isnull=True) | models.Q(state="in"),
                name="planned_story_with_copy_is_in",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def wanted_length(self) -> int:
        """Return how many characters are expected."""
        if self.length or self.section is None:
            return self.length
        return self.section.usual_length

    @property
    def asked_of(self) -> str:
        """Return who is to write it: a correspondent, with the unit if known."""
        unit = self.unit or (self.correspondent.unit if self.correspondent else None)
        names = [str(each) for each in (unit, self.correspondent) if each]
        return " ".join(names)
