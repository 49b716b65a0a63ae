"""Bring the database up to date and make an empty home usable."""

import json
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from guidekit.first_start import prepare_first_start
from guidekit.preparing import note_prepared
from guidekit.settings import environment as given
from submissions.services.searching import index_missing
from submissions.services.tagging.proposing import propose_missing


class Command(BaseCommand):
    """Do what `up` needs before a first start; doing it again changes nothing.

    A process of its own: the sample issue loads the whole make-up engine, which the
    supervisor should not carry for months.
    """

    help = (
        "Apply migrations; create the publication, first accounts and a sample "
        "issue (SAMPLE=0 leaves it out)."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, and write the accounts made now as one JSON line."""
        call_command("migrate", verbosity=0, interactive=False)
        made = prepare_first_start(sample=given.flag("SAMPLE", default=True))
        index_missing()  # of a home that had no search yet
        propose_missing()  # of the sample; no worker runs yet
        note_prepared()
        self.stdout.write(json.dumps({"accounts": made}, ensure_ascii=False))
