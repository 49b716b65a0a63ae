from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.enums import JobState
from desk.models import Job
from issues.enums import RunPageState, RunState
from issues.models.issue import Issue
from issues.models.page import Page


class IssueRun(models.Model):
    """One make-up of a whole issue: what it dealt where, and what stayed over.

    ``dealt`` and ``left`` are rows of plain facts, written with the plan and changed
    when a page turns out to have less room; the sentences are made when shown.
    """

    issue = models.ForeignKey(
        Issue, verbose_name=_("issue"), on_delete=models.CASCADE, related_name="runs"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RunState, default=RunState.ASKED
    )
    job = models.ForeignKey(
        Job,
        verbose_name=_("job"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_planned = models.BooleanField(default=False, editable=False)
    dealt = models.JSONField(default=list, blank=True, editable=False)
    left = models.JSONField(default=list, blank=True, editable=False)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("make-up of an issue")
        verbose_name_plural = _("make-ups of issues")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("issue",),
                condition=models.Q(state="asked"),
                name="issue_run_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} {self.pk}"

    @property
    def has_failed(self) -> bool:
        """Tell whether its job gave up; asking again takes it up where it stopped."""
        job = self.job
        failed = job is not None and job.state == JobState.FAILED
        return self.state == RunState.ASKED and failed


class IssueRunPage(models.Model):
    """A page of such a make-up; ``before`` is the page as it was, to undo by.

    ``revision`` is the page's ``makeup_revision`` after it was made up.
    """

    run = models.ForeignKey(IssueRun, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=RunPageState, default=RunPageState.WAITING
    )
    note = models.TextField(_("note"), blank=True)
    revision = models.PositiveIntegerField(null=True, editable=False)
    before = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("page of a make-up")
        verbose_name_plural = _("pages of a make-up")
        ordering = ("run", "page__number")
        constraints = (
            models.UniqueConstraint(fields=("run", "page"), name="issue_run_page_once"),
        )

    def __str__(self) -> str:
        return f"{self.run} {self.page_id}"
