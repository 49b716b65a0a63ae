"""Load the shipped lists of regions, zones, industries, topics and genres."""

from typing import Any

from django.core.management.base import BaseCommand

from submissions.services.tagging.loading import load_vocabularies


class Command(BaseCommand):
    """Bring shipped terms in; what the desk edited is left as it is."""

    help = (
        "Load the shipped vocabularies into the tags. Doing it again changes nothing; "
        "tags that the desk edited are left as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        loaded = load_vocabularies()
        self.stdout.write(
            f"{loaded.added} added, {loaded.changed} changed, "
            f"{loaded.kept} kept as the desk edited them."
        )
        for name in loaded.clashes:
            self.stderr.write(f"{name} is the name of another tag and was left out.")
