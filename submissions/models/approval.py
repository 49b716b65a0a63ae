from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.enums import ApprovalOutcome, ReviewStage
from submissions.models.submission import Submission
from submissions.models.version import Version


class ApprovalLink(models.Model):
    """A one-time link by which one person signs one read of one version.

    The database keeps the hash of its word.  ``outcome`` is empty while it may be used
    or has run out; ``copy_hash`` is that of the words she is shown.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="approval_links",
    )
    stage = models.CharField(_("read"), max_length=8, choices=ReviewStage)
    version = models.ForeignKey(
        Version, verbose_name=_("version"), on_delete=models.PROTECT, related_name="+"
    )
    copy_hash = models.CharField(_("hash of the words shown"), max_length=64)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("for"),
        on_delete=models.PROTECT,
        related_name="approval_links",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("wrong PINs"), default=0)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("good until"))
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=ApprovalOutcome, blank=True
    )
    opinion = models.TextField(_("opinion"), blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    asked_again_at = models.DateTimeField(
        _("new link asked for at"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("approval link")
        verbose_name_plural = _("approval links")
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "stage", "reader"),
                condition=models.Q(outcome=""),
                name="approval_link_one_open_a_read",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission.ref} {self.get_stage_display()} {self.reader}"


class SigningPin(models.Model):
    """The number a person proves herself with where she is not signed in.

    Kept as a password is kept.  ``failures`` counts wrong tries since the last right
    one; too many, and only a new PIN, set at the desk, helps.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        on_delete=models.CASCADE,
        related_name="signing_pin",
    )
    pin_hash = models.CharField(max_length=128, editable=False)
    failures = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("signing PIN")
        verbose_name_plural = _("signing PINs")

    def __str__(self) -> str:
        return str(self.user)
