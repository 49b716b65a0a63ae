from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from submissions.models.section import Section
from submissions.models.submission import Submission
from submissions.models.tag import Tag
from submissions.tag_enums import TagState


class TagProposal(models.Model):
    """A tag or section that a machine proposes for a piece, with the words for it.

    ``words``: a list of ``{"word", "place", "part", "start", "end", "is_outdated"}``,
    the place being where in the copy, ``start`` and ``end`` characters within it.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="tag_proposals",
    )
    tag = models.ForeignKey(
        Tag,
        verbose_name=_("tag"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="proposals",
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="proposals",
    )
    score = models.FloatField(_("likelihood"))
    words = models.JSONField(_("words that led to it"), default=list)
    is_learned = models.BooleanField(
        _("from earlier choices"),
        default=False,
        help_text=_("What editors chose for pieces like this one speaks for it."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=TagState, default=TagState.OPEN
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
        verbose_name = _("proposed tag")
        verbose_name_plural = _("proposed tags")
        ordering = ("-score", "id")
        indexes = (
            models.Index(
                fields=("submission",),
                condition=Q(state="open"),
                name="tag_proposal_open",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "tag"),
                condition=Q(tag__isnull=False),
                name="tag_proposed_once",
            ),
            models.UniqueConstraint(
                fields=("submission", "section"),
                condition=Q(section__isnull=False),
                name="section_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(tag__isnull=False, section__isnull=True)
                | Q(tag__isnull=True, section__isnull=False),
                name="tag_or_section_proposed",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False),
                name="tag_proposal_decided_has_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.tag or self.section}"


class Tagging(models.Model):
    """Which version of a piece was looked at, and what it taught us.

    ``features`` and ``terms`` are what ``TagMemory`` counts of this piece at present,
    so that another decision takes them back before it adds its own.
    """

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="tagging"
    )
    version_number = models.PositiveIntegerField(default=0)
    features = models.JSONField(default=list)
    terms = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.submission_id)


class TagMemory(models.Model):
    """How many decided pieces with a feature bore a term.

    ``feature`` is ``unit:…`` or ``pair:…``; an empty one counts all pieces.  ``term``
    is ``tag:ID`` or ``section:ID``; an empty one counts the pieces with the feature.
    """

    FEATURE_LENGTH = 60

    feature = models.CharField(max_length=FEATURE_LENGTH, blank=True)
    term = models.CharField(max_length=30, blank=True)
    pieces = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("feature", "term"), name="tag_memory_one_count"
            ),
        )

    def __str__(self) -> str:
        return f"{self.feature} {self.term} {self.pieces}"
