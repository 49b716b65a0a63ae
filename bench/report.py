"""Write results: a line of JSON, a table, ``results.json``, the README's table."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.registry import Result

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
HEAD = ("| figure | value | beside it | how |", "|---|---|---|---|")


def as_line(result: Result) -> str:
    """Return a result as one line of JSON."""
    return json.dumps(asdict(result), ensure_ascii=False)


def as_text(result: Result) -> str:
    """Return a result as two lines for a person at a terminal."""
    measured = f"{result.name:<28} {value_of(result):>12}  {beside_it(result)}"
    return f"{measured.rstrip()}\n    {result.how}"


def value_of(result: Result) -> str:
    """Return a value with its unit, as it is printed."""
    return f"{result.value:,.10g} {result.unit}".strip()


def beside_it(result: Result) -> str:
    """Return what a value is beside its peer; empty without one."""
    return "" if result.ratio is None else f"{result.ratio:g} × {result.peer}"


def table(results: Iterable[Result]) -> str:
    """Return the results as a Markdown table."""
    return "\n".join([*HEAD, *(_row(result) for result in results)])


def _row(result: Result) -> str:
    cells = (f"`{result.name}`", value_of(result), beside_it(result), result.how)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def read_results(path: Path) -> list[Result]:
    """Return the results that were kept; none when there is no such file yet."""
    if not path.exists():
        return []
    return [Result(**row) for row in json.loads(path.read_text())["figures"]]


def merge(
    before: Iterable[Result], now: Iterable[Result], order: Sequence[str]
) -> list[Result]:
    """Put new results in the place of old ones; names that left are dropped."""
    found = {result.name: result for result in (*before, *now)}
    return [found[name] for name in order if name in found]


def write_results(path: Path, results: Sequence[Result]) -> None:
    """Keep results as JSON that can be committed: no path, no name of a machine."""
    account = {
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": machine(),
        "figures": [asdict(result) for result in results],
    }
    path.write_text(json.dumps(account, ensure_ascii=False, indent=1) + "\n")


def machine() -> dict[str, Any]:
    """Say what measured, so far as figures depend on it."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cpus": os.cpu_count(),
        "memory_gb": round(memory / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def write_table(readme: Path, results: Sequence[Result]) -> None:
    """Set the table between the two marks of a README, at its end when they lack."""
    text = readme.read_text() if readme.exists() else ""
    if BEGIN not in text or END not in text:
        text = f"{text.rstrip()}\n\n{BEGIN}\n{END}\n".lstrip()
    head, _mark, rest = text.partition(BEGIN)
    _old, _mark, tail = rest.partition(END)
    readme.write_text(f"{head}{BEGIN}\n{_account(results)}\n{END}{tail}")


def _account(results: Sequence[Result]) -> str:
    on = machine()
    where = f"{on['cpus']} CPUs, {on['memory_gb']} GB, Python {on['python']}"
    return f"{table(results)}\n\nOn {where}."
