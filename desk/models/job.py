import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.enums import JobQueue, JobState


class Job(models.Model):
    """A piece of work that must be done once; this row is the record, Redis the bell.

    ``unique_key`` names the work: asking twice for the same work finds the same row.
    A worker holds a job by a lease and renews it; a lease that ran out is taken back
    by the sweeper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unique_key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    queue = models.CharField(
        _("queue"), max_length=20, choices=JobQueue, default=JobQueue.DEFAULT
    )
    state = models.CharField(
        _("state"), max_length=10, choices=JobState, default=JobState.QUEUED
    )
    payload = models.JSONField(_("payload"), default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("most attempts"), default=3)
    due_at = models.DateTimeField(_("due at"))
    rung_at = models.DateTimeField(
        _("bell rung at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty when no worker has been called yet."),
    )
    lease_token = models.UUIDField(_("lease"), null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    progress_note = models.CharField(_("step"), max_length=200, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="jobs",
    )
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("state", "due_at"), name="job_state_due"),
            models.Index(fields=("state", "lease_until"), name="job_state_lease"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="job_progress_at_most_100"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | models.Q(lease_until__isnull=False),
                name="job_running_has_lease",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.unique_key}"
