from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from issues.models.issue import Issue


class IssueSignOff(models.Model):
    """The signature under a whole issue; ``pages`` holds each page's frozen hash.

    It falls when the sign-off of a page is withdrawn, and when a released issue is
    reopened; the reason stays.
    """

    issue = models.ForeignKey(
        Issue,
        verbose_name=_("issue"),
        on_delete=models.PROTECT,
        related_name="sign_offs",
    )
    pages = models.JSONField(_("pages"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed by"),
        on_delete=models.PROTECT,
        related_name="issue_sign_offs",
    )
    opinion = models.TextField(_("opinion"), blank=True)
    signed_at = models.DateTimeField(_("signed at"))
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    void_at = models.DateTimeField(_("void since"), null=True, blank=True)
    void_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    void_reason = models.TextField(_("void because"), blank=True)

    class Meta:
        verbose_name = _("sign-off of an issue")
        verbose_name_plural = _("sign-offs of issues")
        ordering = ("-signed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("issue",),
                condition=models.Q(void_at__isnull=True),
                name="issue_sign_off_one_valid",
            ),
            models.CheckConstraint(
                condition=models.Q(void_at__isnull=True) | ~models.Q(void_reason=""),
                name="issue_sign_off_void_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} {self.signed_by}"
