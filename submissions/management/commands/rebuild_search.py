"""Make the index of the search anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from submissions.models import Submission
from submissions.services.searching import index_missing, rebuild_index


class Command(BaseCommand):
    """Index every piece again, or only those that are missing.

    Needed by nobody in daily work: the index is written with the words.
    """

    help = "Make the index of the search anew; search goes on, with what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the one choice."""
        parser.add_argument(
            "--missing",
            action="store_true",
            help="index only pieces that are not in the index",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Index, and say how far it is."""
        total = Submission.objects.count()

        def tell(done: int) -> None:
            self.stderr.write(
                _("%(done)d of %(total)d") % {"done": done, "total": total}
            )

        done = (index_missing if options["missing"] else rebuild_index)(tell)
        self.stdout.write(_("%(done)d pieces indexed.") % {"done": done})
