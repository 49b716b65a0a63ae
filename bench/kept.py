"""Archives that may stay for the next run: to fill one takes far longer than to look.

``BENCH_KEPT`` names a folder; without it every archive is thrown away with its run.
What is measured is the same: an archive is filled from numbers, always alike.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEPT = "BENCH_KEPT"


@contextmanager
def archive_folder(job: str, database: str) -> Iterator[Path]:
    """Give the folder of an archive: one that stays, or one of this run."""
    kept = os.environ.get(KEPT)
    if kept:
        folder = Path(kept) / f"{job}-{database}"
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        yield folder
        return
    # The server runs as a user of its own where we are root: it needs a way in.
    with tempfile.TemporaryDirectory(prefix=f"guidekit-{job}-") as made:
        os.chmod(made, 0o755)  # noqa: PTH101  an empty folder of ours
        yield Path(made)


def begin_job() -> int:
    """Set Django up in the home that the parent chose; return how many pieces."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidekit.settings")
    import django  # noqa: PLC0415  a job's own process
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    return int(sys.argv[1])


def only_fills() -> bool:
    """Tell whether a job is to fill its archive and measure nothing yet."""
    return "--fill" in sys.argv
