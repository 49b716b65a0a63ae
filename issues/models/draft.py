from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.page import Page


def draft_picture_path(draft: "PageDraft", _filename: str) -> str:
    page = draft.page
    stem = f"{page.number:02d}-{draft.layout_hash[:12]}-small.png"
    return f"pages/{page.issue_id}/{stem}"


class PageDraft(models.Model):
    """One of the drafts of the last make-up, best first, to choose from."""

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="drafts"
    )
    number = models.PositiveSmallIntegerField(_("draft"))
    layout = models.JSONField(_("layout"))
    layout_hash = models.CharField(max_length=64)
    fill = models.FloatField(_("fill"))
    overset_lines = models.PositiveIntegerField(_("overset lines"))
    findings = models.JSONField(_("findings"), default=list)
    preview = models.ImageField(
        _("picture of the draft"),
        upload_to=draft_picture_path,
        max_length=200,
        blank=True,
    )

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ("page", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("page", "number"), name="draft_number_once_a_page"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page} {self.number}"
