"""Search a large archive; its own home, its own database.

``python -m bench.jobs.search PIECES [--fill]`` fills an archive, searches it and prints
one line of JSON: milliseconds of each search, recall and precision against plain
substring search of the same texts.
"""

from __future__ import annotations

import json

from bench.kept import begin_job, only_fills


def main() -> None:
    """Fill, search, print."""
    pieces = begin_job()
    from bench.archive import fill, measure  # noqa: PLC0415  after setup
    from submissions.services.searching import index_missing  # noqa: PLC0415  as above

    texts = fill(pieces)
    index_missing()
    print(json.dumps({} if only_fills() else measure(texts)))


if __name__ == "__main__":
    main()
