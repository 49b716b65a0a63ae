"""What is said about a piece: notes of the desk, and questions to its author."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from submissions.models.submission import Submission


class Note(models.Model):
    """A note of the desk about a piece; no author sees it, nobody changes it."""

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="notes",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.PROTECT,
        related_name="notes",
    )
    text = models.TextField(_("text"))
    created_at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.text[:40]


class Mention(models.Model):
    """A member of staff whom a note names with @: it waits for her until she looks."""

    note = models.ForeignKey(
        Note, verbose_name=_("note"), on_delete=models.CASCADE, related_name="mentions"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("named"),
        on_delete=models.CASCADE,
        related_name="mentions",
    )
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        indexes = (
            models.Index(
                fields=("user",),
                condition=models.Q(seen_at__isnull=True),
                name="mention_unseen",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("note", "user"), name="mention_once_in_a_note"
            ),
        )

    def __str__(self) -> str:
        return f"@{self.user}"


class Question(models.Model):
    """A question to a piece's author; it went out as a letter.

    It is open until an answer of hers names it or the desk closes it.
    """

    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="questions",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question to an author")
        verbose_name_plural = _("questions to authors")
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return self.text[:40]
