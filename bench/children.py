"""Do a job in a fresh process, so that its time and memory are its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 300  # seconds


def in_child(module: str, *arguments: str, limit: float = LIMIT) -> dict[str, Any]:
    """Run ``python -m MODULE`` and return the JSON of its last line.

    Raises ``RuntimeError`` with the end of what it complained of.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=limit,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def account(work: Callable[[], object]) -> None:
    """Do the job of a child and print what it took: seconds, CPU seconds, peak MB."""
    cpu, begin = time.process_time(), time.perf_counter()
    work()
    seconds = time.perf_counter() - begin
    taken = {
        "seconds": seconds,
        "cpu_s": time.process_time() - cpu,
        "peak_mb": peak_mb(),
    }
    print(json.dumps(taken))


def peak_mb() -> float:
    """Return the most memory that this process held, in MB.

    Linux hands the parent's peak on to ``ru_maxrss`` of a child; VmHWM begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024**2 if sys.platform == "darwin" else most / 1024
