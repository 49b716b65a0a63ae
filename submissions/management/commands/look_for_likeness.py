"""Compare every piece with those before it, as its arrival would have."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from submissions.models import SearchText
from submissions.services.seen.looking import look

TELL_EACH = 200  # pieces


class Command(BaseCommand):
    """Look at all pieces, the oldest first; what was decided stays.

    For pieces that came before guidekit looked by itself, or by single tables.
    """

    help = "Find what was seen before among all pieces; decisions of the desk stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say how far it is."""
        rows = SearchText.objects.select_related("submission").order_by("key")
        total, found = rows.count(), 0
        for done, row in enumerate(rows.iterator(TELL_EACH), start=1):
            found += bool(look(row))
            if done % TELL_EACH == 0:
                told = {"done": done, "total": total}
                self.stderr.write(_("%(done)d of %(total)d") % told)
        self.stdout.write(
            _("%(total)d pieces looked at; %(found)d share words or photographs.")
            % {"total": total, "found": found}
        )
