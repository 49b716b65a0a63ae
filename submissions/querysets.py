"""The words in which views and admin ask for submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

from submissions.enums import OPEN_STATES, WAITING_FOR_DESK, Source, Status
from submissions.mail_enums import TROUBLED, Outcome

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class SubmissionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Pieces on which the desk has something to do."""
        return self.filter(status__in=WAITING_FOR_DESK)

    def open(self) -> Self:
        return self.filter(status__in=OPEN_STATES)

    def worked_on(self) -> Self:
        """All but what past issues brought in: found by search, in no work list."""
        return self.exclude(source=Source.ARCHIVE)

    def ready_to_place(self) -> Self:
        return self.filter(status=Status.ACCEPTED)

    def claimed_by(self, user: AbstractBaseUser) -> Self:
        return self.filter(claimed_by=user)

    def by_deadline(self) -> Self:
        """Nearest deadline first; pieces without one last, oldest first."""
        return self.order_by(F("deadline").asc(nulls_last=True), "received_at", "id")


class MailQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Mail that has not been read yet."""
        return self.filter(outcome=Outcome.WAITING)

    def troubled(self) -> Self:
        """Mail that a person should look at."""
        return self.filter(outcome__in=TROUBLED)

    def for_lists(self) -> Self:
        """Join mailbox and piece, without what would be decrypted row by row."""
        return self.select_related("mailbox", "submission").defer(
            *("words", "signature", "quoted"),
            *("mailbox__code", "submission__contact_phone", "submission__body"),
        )
