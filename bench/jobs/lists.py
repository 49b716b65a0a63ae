"""The desk's lists over a large archive; its own home, its own database.

``python -m bench.jobs.lists PIECES`` fills an archive with correspondents and prints
one line of JSON: for each list the p95 in milliseconds and the number of queries.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile

import django
from django.core.management import call_command


def main(pieces: int) -> None:
    """Fill, look, print."""
    django.setup()
    from bench.archive import fill  # noqa: PLC0415  after setup
    from bench.long_lists import (  # noqa: PLC0415  as above
        cheap,
        look,
        people,
        spread,
    )

    call_command("migrate", verbosity=0, interactive=False)
    fill(pieces, cheap)
    spread(people(pieces // 50))
    print(json.dumps(look()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="guidekit-lists-") as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")
        os.environ["GUIDEKIT_HOME"] = folder
        main(int(sys.argv[1]))
