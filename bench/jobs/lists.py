"""The desk's lists over a large archive; its own home, its own database.

``python -m bench.jobs.lists PIECES [--fill]`` fills an archive with correspondents and
prints one line of JSON: for each list the p95 in milliseconds and the number of
queries.
"""

from __future__ import annotations

import json

from bench.kept import begin_job, only_fills


def main() -> None:
    """Fill, look, print."""
    pieces = begin_job()
    from bench.archive import fill  # noqa: PLC0415  after setup
    from bench.long_lists import cheap, look, people, spread  # noqa: PLC0415  as above
    from submissions.models import Correspondent  # noqa: PLC0415

    fill(pieces, cheap)
    if not Correspondent.objects.exists():
        spread(people(pieces // 50))
    print(json.dumps({} if only_fills() else look()))


if __name__ == "__main__":
    main()
