import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.fields import EncryptedTextField
from submissions.mail_enums import ProposalField, ProposalOrigin, ProposalState
from submissions.models.photo import Photo
from submissions.models.submission import Submission


class Proposal(models.Model):
    """A guess about a piece that a person accepts or changes.

    The words are encrypted: a guess may be a telephone number, and the line it was
    read from may hold more than the guess.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="proposals",
    )
    position = models.PositiveSmallIntegerField(_("order"))
    field = models.CharField(_("about"), max_length=20, choices=ProposalField)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="proposals",
    )
    value = EncryptedTextField(_("proposal"), blank=True)
    evidence = EncryptedTextField(_("read in"), blank=True)
    alternatives_json = EncryptedTextField(blank=True)
    origin = models.CharField(_("read where"), max_length=20, choices=ProposalOrigin)
    is_unsure = models.BooleanField(
        _("doubtful"), default=False, help_text=_("A person should look at it first.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("position",)
        indexes = (models.Index(fields=("submission", "state"), name="proposal_open"),)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "position"), name="proposal_one_per_position"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(decided_at__isnull=False),
                name="proposal_decided_has_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.field}"

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Return the other readings, best first."""
        return tuple(json.loads(self.alternatives_json or "[]"))
