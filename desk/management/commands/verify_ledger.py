"""Verify the ledger."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from desk.models import DaySeal, LedgerEntry
from desk.services.ledger import verify_ledger


class Command(BaseCommand):
    """Name the first bad row of each chain; exit 1 when there is one."""

    help = "Verify every chain of the ledger and the seal of every day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is wrong, one sentence a line."""
        problems = verify_ledger()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(_("The ledger does not verify."))
        message = _("The ledger verifies: %(entries)d entries, %(seals)d sealed days.")
        self.stdout.write(
            message
            % {
                "entries": LedgerEntry.objects.count(),
                "seals": DaySeal.objects.count(),
            }
        )
