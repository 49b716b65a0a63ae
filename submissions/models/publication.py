from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission


class Publication(models.Model):
    """What became of a piece: issue, page, the words as printed.

    Written by ``issues`` through ``submissions.services.publication``.
    """

    submission = models.OneToOneField(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.PROTECT,
        related_name="publication",
    )
    supplement = models.CharField(_("printed in"), max_length=40, blank=True)
    issue_label = models.CharField(_("issue"), max_length=60)
    cover_date = models.DateField(_("cover date"))
    page_number = models.PositiveSmallIntegerField(_("page"))
    page_label = models.CharField(_("page label"), max_length=40, blank=True)
    headline_as_printed = models.CharField(_("headline as printed"), max_length=200)
    byline_as_printed = models.CharField(
        _("byline as printed"), max_length=300, blank=True
    )
    copy_hash = models.CharField(_("hash of the words printed"), max_length=64)
    page_picture = models.FileField(
        _("picture of the page"),
        upload_to="page-pictures",
        max_length=200,
        blank=True,
        help_text=_("The printed page, the piece marked on it."),
    )
    published_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ("-cover_date",)

    def __str__(self) -> str:
        return f"{self.issue_label} {self.page_number}"
