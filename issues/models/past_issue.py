import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.models import Job
from issues.enums import PastIssueState
from issues.models.supplement import Supplement
from submissions.models import Submission


def past_file_path(file: "PastFile", _filename: str) -> str:
    """Return where a file of a past issue is kept: by our id, never by its name."""
    return str(PurePosixPath("past-issues") / file.past.key.hex / file.key.hex)


class PastIssue(models.Model):
    """A printed issue that is brought in, so that it is found and recognised again.

    What was found in its files stands in ``PastPiece`` rows until somebody has looked
    at the division; then the pieces are kept as printed ones.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supplement = models.ForeignKey(
        Supplement,
        verbose_name=_("supplement"),
        on_delete=models.PROTECT,
        related_name="past_issues",
    )
    cover_date = models.DateField(_("cover date"))
    number = models.PositiveSmallIntegerField(_("number in the year"))
    state = models.CharField(
        pgettext_lazy("past issue", "state"),
        max_length=8,
        choices=PastIssueState,
        default=PastIssueState.READING,
    )
    problem = models.TextField(_("what could not be read"), blank=True)
    job = models.ForeignKey(
        Job,
        verbose_name=_("job"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought in by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("brought in at"), auto_now_add=True)

    class Meta:
        verbose_name = _("past issue")
        verbose_name_plural = _("past issues")
        ordering = ("-cover_date", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("supplement", "cover_date"), name="past_issue_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return what people call it: ``2024年第3期``."""
        return f"{self.cover_date.year}年第{self.number}期"


class PastFile(models.Model):
    """A file of a past issue as it was brought; ``name`` is only a label."""

    past = models.ForeignKey(
        PastIssue,
        verbose_name=_("past issue"),
        on_delete=models.CASCADE,
        related_name="files",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("file"), upload_to=past_file_path, max_length=200)

    class Meta:
        verbose_name = _("file of a past issue")
        verbose_name_plural = _("files of past issues")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class PastPiece(models.Model):
    """A piece as it was found in a past issue and as somebody corrected it.

    ``body`` holds a paragraph a line, a small heading behind ``## ``.
    """

    past = models.ForeignKey(
        PastIssue,
        verbose_name=_("past issue"),
        on_delete=models.CASCADE,
        related_name="pieces",
    )
    position = models.PositiveIntegerField(_("order"))
    page_number = models.PositiveSmallIntegerField(_("page"), default=1)
    page_label = models.CharField(_("page label"), max_length=40, blank=True)
    kicker = models.CharField(_("kicker"), max_length=200, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    deck = models.CharField(_("deck"), max_length=200, blank=True)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    body = models.TextField(_("body"), blank=True)
    is_dropped = models.BooleanField(_("left out"), default=False)
    problem = models.CharField(_("why it was not kept"), max_length=300, blank=True)
    submission = models.OneToOneField(
        Submission,
        verbose_name=_("the printed piece"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="past_piece",
    )

    class Meta:
        verbose_name = _("piece of a past issue")
        verbose_name_plural = _("pieces of past issues")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.headline or self.body[:40]

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.body.splitlines() if line.strip()]
