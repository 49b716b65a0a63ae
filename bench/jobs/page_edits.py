"""Edit eight pages a thousand times in a process of its own; print what it took.

``python -m bench.jobs.page_edits EDITS`` makes an issue in the home that the
environment names, edits it and prints one line of JSON: seconds of the median edit
and of the 95th in a hundred, the peak of memory in MB and how much of it came after
the first tenth of the edits.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

import django

from bench.timing import median, percentile

MEASURED = 160  # edits whose times are told; the others are for the memory


def main() -> None:
    """Fill, edit, print."""
    django.setup()
    from bench.edited_pages import PAGES, Edits, stored_layouts  # noqa: PLC0415  after setup

    count = int(sys.argv[1])
    edits = Edits()
    edits.take(count // 10)
    before = _held_mb()
    seconds = edits.take(MEASURED)
    edits.take(count - count // 10 - MEASURED)
    if stored_layouts() != PAGES:
        raise RuntimeError("A page was written.")
    told = {
        "median_s": median(seconds),
        "p95_s": percentile(seconds, 0.95),
        "peak_mb": _held_mb("VmHWM"),
        "growth_mb": _held_mb() - before,
    }
    print(json.dumps(told))


def _held_mb(which: str = "VmRSS") -> float:
    """Return the memory of this process, in MB (Linux)."""
    gc.collect()
    lines = Path("/proc/self/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith(f"{which}:"))
    return int(found.split()[1]) / 1024


if __name__ == "__main__":
    main()
