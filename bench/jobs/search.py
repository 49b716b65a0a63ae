"""Search a large archive; its own home, its own database.

``python -m bench.jobs.search PIECES`` fills an archive, searches it and prints one line
of JSON: seconds of indexing, milliseconds of each search, recall and precision against
plain substring search of the same texts.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile

import django
from django.core.management import call_command

from bench.timing import timed


def main(pieces: int) -> None:
    """Fill, search, print."""
    django.setup()
    from bench.archive import fill, measure  # noqa: PLC0415  after setup
    from submissions.services.searching import index_missing  # noqa: PLC0415  as above

    call_command("migrate", verbosity=0, interactive=False)
    texts = fill(pieces)
    _count, indexing = timed(index_missing)
    print(json.dumps({"indexing_s": indexing, **measure(texts)}))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="guidekit-search-") as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")
        os.environ["GUIDEKIT_HOME"] = folder
        main(int(sys.argv[1]))
