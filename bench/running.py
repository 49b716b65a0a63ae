"""The command line of bench: which figures, in what form, kept or not."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence

import bench.figures  # noqa: F401  registers every figure
from bench.children import ROOT
from bench.registry import FIGURES, Figure, Result, UnknownFigureError, choose, take
from bench.report import (
    as_line,
    as_text,
    merge,
    read_results,
    write_results,
    write_table,
)

RESULTS, README = ROOT / "bench" / "results.json", ROOT / "README.md"


def run(arguments: Sequence[str]) -> int:
    """Measure what was asked for; 0: all, 1: some failed, 2: a name is not known."""
    asked = _parser().parse_args(arguments)
    try:
        wanted = choose(asked.names)
    except UnknownFigureError as error:
        print(error, file=sys.stderr)
        return 2
    show = as_line if asked.json else as_text
    results = []
    for each in wanted:
        result = _take(each)
        if result is not None:
            results.append(result)
            print(show(result), flush=True)
    if asked.write:
        keep(results)
    return int(len(results) < len(wanted))


def keep(results: Sequence[Result]) -> None:
    """Write ``results.json`` and the README's table; figures not measured now stay."""
    kept = merge(read_results(RESULTS), results, list(FIGURES))
    write_results(RESULTS, kept)
    write_table(README, kept)


def _take(wanted: Figure) -> Result | None:
    """Measure one figure; one that fails does not stop the others."""
    begin = time.monotonic()
    try:
        result = take(wanted)
    except Exception as error:  # noqa: BLE001  whatever a figure meets, the next runs
        print(f"{wanted.name} failed: {error!r}", file=sys.stderr, flush=True)
        return None
    took = time.monotonic() - begin
    print(f"{wanted.name} took {took:.1f} s", file=sys.stderr, flush=True)
    return result


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="manage.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true")
    return parser
