import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.enums import JobState
from desk.models import Job
from issues.enums import ExportState
from issues.models.issue import Issue


def package_path(export: "Export", _filename: str) -> str:
    return f"exports/{export.id.hex}-{export.sha256[:12]}.zip"


class Export(models.Model):
    """A press package of an issue, built from one set of snapshots by one job.

    ``content`` names the snapshots and everything else that goes into the package;
    ``content_hash`` covers it, so that asking again for the same finds this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    issue = models.ForeignKey(
        Issue, verbose_name=_("issue"), on_delete=models.PROTECT, related_name="exports"
    )
    job = models.OneToOneField(
        Job,
        verbose_name=_("job"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="export",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ExportState, default=ExportState.BUILDING
    )
    formats = models.JSONField(_("formats"), default=list)
    content = models.JSONField(_("what is in it"), default=dict)
    content_hash = models.CharField(_("hash of the content"), max_length=64)
    file = models.FileField(
        _("package"), upload_to=package_path, max_length=200, blank=True
    )
    sha256 = models.CharField(_("hash of the package"), max_length=64, blank=True)
    byte_size = models.PositiveBigIntegerField(_("bytes"), null=True, blank=True)
    manifest = models.JSONField(_("manifest"), default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("press package")
        verbose_name_plural = _("press packages")
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("issue", "content_hash"), name="export_once_per_content"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(sha256=""),
                name="export_ready_has_hash",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} {self.content_hash[:12]}"

    @property
    def is_proof(self) -> bool:
        """Tell whether a page in it was not signed when it was asked for."""
        return not all(page["signed"] for page in self.content.get("pages", ()))

    @property
    def has_failed(self) -> bool:
        """Tell whether the work was given up, also when it took its worker with it."""
        if self.state == ExportState.BUILDING and self.job is not None:
            return self.job.state == JobState.FAILED
        return self.state == ExportState.FAILED

    @property
    def reason(self) -> str:
        """Return why the package could not be built."""
        return self.job.error if self.has_failed and self.job is not None else ""
