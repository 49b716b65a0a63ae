from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.enums import Relation, SeenDecision
from submissions.models.photo import Photo
from submissions.models.submission import Submission


class TextBand(models.Model):
    """A key under which a piece meets those that share its words.

    `press.alike.bands` makes the keys, 64 for a piece; short pieces have none.
    """

    pk = models.CompositePrimaryKey("key", "submission_id")
    key = models.BigIntegerField()
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="text_bands"
    )

    def __str__(self) -> str:
        return f"{self.submission_id}:{self.key:x}"


class PhotoBand(models.Model):
    """A key under which a photograph meets those that look like it.

    ``signs`` is its whole difference hash as a signed number of 64 bits, so that those
    that only share a band are dropped without opening their rows.
    """

    pk = models.CompositePrimaryKey("key", "photo_id")
    key = models.PositiveIntegerField()
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="bands")
    signs = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.photo_id}:{self.key:x}"


class SeenBefore(models.Model):
    """What a piece shares with an earlier one, and what the desk decided about it."""

    piece = models.ForeignKey(
        Submission,
        verbose_name=_("piece"),
        on_delete=models.CASCADE,
        related_name="seen_before",
    )
    earlier = models.ForeignKey(
        Submission,
        verbose_name=_("earlier piece"),
        on_delete=models.CASCADE,
        related_name="seen_later",
    )
    relation = models.CharField(_("how they relate"), max_length=12, choices=Relation)
    share = models.FloatField(
        _("share"),
        default=0,
        help_text=_("How much of the shorter text stands in the other, from 0 to 1."),
    )
    shared_characters = models.PositiveIntegerField(_("shared characters"), default=0)
    shared_photos = models.PositiveSmallIntegerField(_("shared photographs"), default=0)
    decision = models.CharField(
        pgettext_lazy("about a likeness", "decision"),
        max_length=8,
        choices=SeenDecision,
        default=SeenDecision.OPEN,
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
    found_at = models.DateTimeField(_("found at"), auto_now_add=True)

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")
        ordering = ("-share", "-shared_photos", "earlier_id")
        constraints = (
            models.UniqueConstraint(
                fields=("piece", "earlier"), name="seen_before_once_a_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(piece=models.F("earlier")),
                name="seen_before_not_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.piece_id} ~ {self.earlier_id}"
