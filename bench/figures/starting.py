"""Starting the system."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx

from bench.children import ROOT
from bench.places import folder_within_home
from bench.registry import Reading, figure
from bench.timing import median
from guidekit.demo.system import running_system

STARTS = 3


@figure(
    "setup_warm_s",
    unit="s",
    how=f"Median of {STARTS} starts of `manage.py up` on a prepared home: from the "
    "command to the first page of the public form, looked for every 0.2 s",
)
def setup_warm() -> Reading:
    home = folder_within_home("warm")
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env={**os.environ, "GUIDEKIT_HOME": str(home), "SAMPLE": "0"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return Reading(median([_start(home) for _number in range(STARTS)]))


def _start(home: Path) -> float:
    begin = time.perf_counter()
    with running_system(home) as system:
        httpx.get(f"{system.url}/", timeout=30).raise_for_status()
        return time.perf_counter() - begin
