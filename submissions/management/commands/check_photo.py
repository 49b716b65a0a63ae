"""Say what a photograph is and how large it may be printed; no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from press.imaging.facts import PhotoRefusal, inspect_photo
from press.imaging.renditions import make_renditions


class Command(BaseCommand):
    help = "Check photographs: format, size, damage, print width."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--renditions", type=Path, help="write renditions there")
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = False
        for path in options["paths"]:
            report = describe(path, options["renditions"])
            refused = refused or report["outcome"] == "rejected"
            self.stdout.write(
                json.dumps(report, ensure_ascii=False)
                if options["json"]
                else f"{path}: {report['outcome']} {report['reason']}".strip()
            )
        if refused:
            raise SystemExit(1)


def describe(path: Path, renditions: Path | None) -> dict[str, Any]:
    """Return the report of one file."""
    if not path.is_file():
        reason = "There is no such file."
        return {"file": str(path), "outcome": "rejected", "reason": reason}
    facts = inspect_photo(path)
    report: dict[str, Any] = {
        "file": str(path),
        "outcome": facts.outcome,
        "reason": facts.reason,
    }
    if isinstance(facts, PhotoRefusal):
        return report
    if renditions is not None:
        renditions.mkdir(parents=True, exist_ok=True)
        for made in make_renditions(path.read_bytes(), allow_damaged=facts.damaged):
            target = renditions / f"{path.stem}-{made.kind.value}.jpg"
            target.write_bytes(made.jpeg)
    names = ("format", "mode", "width", "height", "frames", "gps_in_original")
    sizes = {"cm_at_300": facts.cm_at_300, "cm_at_200": facts.cm_at_200}
    return {**report, **{name: getattr(facts, name) for name in names}, **sizes}
