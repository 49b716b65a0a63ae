"""Look for likeness in a large archive; its own home, its own database.

``python -m bench.jobs.alike PIECES`` fills an archive, takes in changed copies of its
pieces and prints one line of JSON: milliseconds of a look, what was found and how many
strangers were.
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
    from bench.alike import band_all, measure, prose  # noqa: PLC0415  models load first
    from bench.archive import fill  # noqa: PLC0415
    from submissions.services.searching.indexing import index_missing  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    texts = fill(pieces, prose)
    index_missing()
    band_all()
    print(json.dumps(measure(texts)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="guidekit-alike-") as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")
        os.environ["GUIDEKIT_HOME"] = folder
        main(int(sys.argv[1]))
