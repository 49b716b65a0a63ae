from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from desk.querysets import AppendOnlyQuerySet, never


class LedgerEntry(models.Model):
    """An act that was signed, sent or decided.  Rows are only ever added.

    Entries of one object form a chain: ``previous_hash`` is the hash of the entry
    before, ``hash`` covers that and everything said here.  Wording is made when shown,
    from ``verb`` and ``data``.
    """

    object_type = models.CharField(_("kind of object"), max_length=60)
    object_id = models.CharField(_("object"), max_length=60)
    sequence = models.PositiveIntegerField(_("number in the chain"))
    verb = models.CharField(_("verb"), max_length=80)
    data = models.JSONField(_("data"), default=dict, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ledger_entries",
    )
    created_at = models.DateTimeField(_("at"))
    previous_hash = models.CharField(_("hash before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("object_type", "object_id", "sequence"),
                name="ledger_one_chain_per_object",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Write a new row; a row that stands is never written again."""
        if not self._state.adding:
            raise never()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise never()


class DaySeal(models.Model):
    """The hash over all ledger entries of a day, and over the seal before."""

    day = models.DateField(_("day"), unique=True)
    entries = models.PositiveIntegerField(_("entries"))
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("day seal")
        verbose_name_plural = _("day seals")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day} {self.hash[:12]}"
