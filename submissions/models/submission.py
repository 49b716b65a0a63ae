from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desk.fields import EncryptedTextField
from submissions.enums import CreditRole, Kind, Origin, Source, Status
from submissions.models.correspondent import Correspondent
from submissions.models.incoming import IncomingRecord
from submissions.models.section import Section
from submissions.models.tag import Tag
from submissions.querysets import SubmissionQuerySet


class Submission(models.Model):
    """A piece sent to us.

    The words live in numbered ``Version`` rows; the fields below repeat those of
    ``current_version`` so that lists and searches need no JSON.  ``status`` is written
    by ``services.workflow`` only.
    """

    ref = models.CharField(
        _("receipt number"), max_length=20, unique=True, editable=False
    )
    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(editable=False)
    source = models.CharField(_("by way of"), max_length=10, choices=Source)
    origin = models.CharField(
        _("origin"), max_length=12, choices=Origin, default=Origin.UNSOLICITED
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.RECEIVED
    )
    incoming = models.OneToOneField(
        IncomingRecord,
        verbose_name=_("as received"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submission",
    )

    kicker = models.CharField(_("kicker"), max_length=200, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    deck = models.CharField(_("deck"), max_length=200, blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    byline = models.CharField(
        _("byline"),
        max_length=200,
        blank=True,
        help_text=_("The printed text, exactly as it will stand."),
    )
    working_title = models.CharField(
        _("working title"),
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("The headline, else the first words of text or caption."),
    )
    body = models.JSONField(_("body"), default=list, blank=True)
    char_count = models.PositiveIntegerField(_("characters"), default=0)
    current_version = models.ForeignKey(
        "submissions.Version",
        verbose_name=_("current version"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )
    tags = models.ManyToManyField(
        Tag, verbose_name=_("tags"), blank=True, related_name="submissions"
    )
    flags = models.JSONField(
        _("flags"),
        default=list,
        blank=True,
        help_text=_("A flagged piece is signed a third time before it is placed."),
    )
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("duplicate of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duplicates",
    )

    correspondent = models.ForeignKey(
        Correspondent,
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )
    contact_name = models.CharField(_("author's name"), max_length=60, blank=True)
    contact_unit = models.CharField(_("author's unit"), max_length=100, blank=True)
    contact_email = models.EmailField(_("author's e-mail"), blank=True)
    contact_phone = EncryptedTextField(_("author's telephone"), blank=True)
    consent_at = models.DateTimeField(_("consent given at"), null=True, blank=True)
    note_to_desk = models.TextField(_("note to the desk"), blank=True)
    status_token_hash = models.CharField(max_length=64, blank=True, editable=False)
    status_token_number = models.PositiveSmallIntegerField(default=0, editable=False)
    status_token_until = models.DateTimeField(
        _("private link until"), null=True, blank=True, editable=False
    )

    is_exclusive = models.BooleanField(
        _("offered to us alone"),
        default=False,
        help_text=_("The author promised not to send it elsewhere for the time below."),
    )
    exclusive_until = models.DateField(
        _("ours alone until"),
        null=True,
        blank=True,
        help_text=_("After this day the author is free to offer it to others."),
    )
    exclusive_warned_at = models.DateTimeField(
        _("desk warned at"), null=True, blank=True, editable=False
    )

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claimed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="claimed_submissions",
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    held_until = models.DateField(
        _("held until"),
        null=True,
        blank=True,
        help_text=_("On this day a piece on hold is looked at again."),
    )
    received_at = models.DateTimeField(_("received at"))
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("-received_at", "-id")
        indexes = (
            models.Index(fields=("status", "deadline"), name="submission_status_due"),
            # A page of the list, however far back, is found in the index alone.
            models.Index(
                fields=("-received_at", "-id", "source"), name="submission_by_arrival"
            ),
            models.Index(
                fields=("exclusive_until",),
                condition=models.Q(is_exclusive=True),
                name="submission_exclusive_until",
            ),
            models.Index(
                fields=("held_until",),
                condition=models.Q(status=Status.HELD),
                name="submission_held_until",
            ),
            models.Index(Lower("contact_email"), name="submission_by_email"),
            models.Index(fields=("correspondent", "year"), name="submission_by_person"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("year", "serial"), name="submission_one_number_a_year"
            ),
            models.UniqueConstraint(
                fields=("status_token_hash",),
                condition=~models.Q(status_token_hash=""),
                name="submission_status_token_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values),
                name="submission_status_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def title(self) -> str:
        """Return what lists and letters call the piece."""
        return self.headline or self.working_title or str(_("(no words yet)"))


class BylineCredit(models.Model):
    """A person named in a byline, in printed order."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="credits"
    )
    position = models.PositiveSmallIntegerField(_("order"))
    role = models.CharField(
        pgettext_lazy("byline", "role"), max_length=20, choices=CreditRole, blank=True
    )
    name = models.CharField(_("name"), max_length=60)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    correspondent = models.ForeignKey(
        Correspondent,
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="credits",
    )

    class Meta:
        verbose_name = _("byline credit")
        verbose_name_plural = _("byline credits")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "position"), name="credit_one_per_position"
            ),
        )

    def __str__(self) -> str:
        return self.name
