from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.enums import Action, ReviewStage, Status, VoidCause
from submissions.models.submission import Submission
from submissions.models.version import Version


class Review(models.Model):
    """A signature under a read: who passed which words, when.

    A review that no longer holds stays, with ``void_at`` and the cause.  ``covers``
    lists the later versions under which it still stands: number, hash and the classes
    of change since what was signed; ``manage.py check_invariants`` proves each.  A
    final read is ``on_page`` when it was given by signing the page.  The database
    refuses a second valid read of a stage, and a second valid read of the same piece
    by the same person.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    version = models.ForeignKey(
        Version, verbose_name=_("version"), on_delete=models.PROTECT, related_name="+"
    )
    copy_hash = models.CharField(_("hash of the words signed"), max_length=64)
    stage = models.CharField(_("read"), max_length=8, choices=ReviewStage)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed by"),
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    opinion = models.TextField(_("opinion"), blank=True)
    signed_at = models.DateTimeField(_("signed at"))
    on_page = models.BooleanField(_("signed on the page"), default=False)
    covers = models.JSONField(_("later versions it covers"), default=list, blank=True)
    void_at = models.DateTimeField(_("void since"), null=True, blank=True)
    void_cause = models.CharField(
        _("void because"), max_length=8, choices=VoidCause, blank=True
    )
    void_version = models.ForeignKey(
        Version,
        verbose_name=_("version that voided it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    void_changes = models.JSONField(
        _("changes that voided it"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("read")
        verbose_name_plural = _("reads")
        ordering = ("signed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "stage", "on_page"),
                condition=models.Q(void_at__isnull=True),
                name="review_one_valid_per_stage",
            ),
            models.UniqueConstraint(
                fields=("submission", "reviewer"),
                condition=models.Q(void_at__isnull=True),
                name="review_never_twice_by_one_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.submission.ref}"


class Transition(models.Model):
    """A change of status: from, to, by whom, why."""

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="transitions",
    )
    action = models.CharField(_("action"), max_length=20, choices=Action)
    from_status = models.CharField(
        pgettext_lazy("status", "from"), max_length=12, choices=Status
    )
    to_status = models.CharField(
        pgettext_lazy("status", "to"), max_length=12, choices=Status
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transitions",
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.from_status} → {self.to_status}"
