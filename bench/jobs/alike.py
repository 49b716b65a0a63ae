"""Look for likeness in a large archive; its own home, its own database.

``python -m bench.jobs.alike PIECES [--fill]`` fills an archive, takes in changed copies
of its pieces and prints one line of JSON: milliseconds of a look, what was found and
how many strangers were.
"""

from __future__ import annotations

import json

from bench.kept import begin_job, only_fills


def main() -> None:
    """Fill, look, print."""
    pieces = begin_job()
    from bench.alike import band_all, measure, prose  # noqa: PLC0415  models load first
    from bench.archive import fill  # noqa: PLC0415
    from submissions.models import TextBand  # noqa: PLC0415
    from submissions.services.searching.indexing import index_missing  # noqa: PLC0415

    texts = fill(pieces, prose)
    index_missing()
    if not TextBand.objects.exists():
        band_all()
    print(json.dumps({} if only_fills() else measure(texts)))


if __name__ == "__main__":
    main()
