"""The words in which the desk's rows are asked for."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _

from desk.exceptions import Refused


def never() -> Refused:
    """Make the refusal that answers every attempt to change the ledger."""
    return Refused(
        _("The ledger is only ever added to; write a new entry instead."),
        code="ledger_append_only",
    )


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are read and added, never changed and never deleted."""

    def update(self, **fields: Any) -> NoReturn:
        """Refuse."""
        raise never()

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse."""
        raise never()

    def delete(self) -> NoReturn:
        """Refuse."""
        raise never()
