"""Say what a photograph is and how large it may be printed; no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from press.imaging.facts import PhotoRefusal
from press.imaging.judgements import Judgement
from press.imaging.looking import look_at_photo
from press.imaging.renditions import Rendition, RenditionKind

FACTS = (
    *("format", "mode", "width", "height", "frames"),
    *("gps_in_original", "cm_at_300", "cm_at_200"),
)


class Command(BaseCommand):
    help = "Check photographs: format, size, damage, print width."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--renditions", type=Path, help="write renditions there")
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        refused, taken = False, set[str]()
        for path in options["paths"]:
            report = describe(path, options["renditions"], taken)
            refused = refused or report["outcome"] == "rejected"
            self.stdout.write(
                json.dumps(report, ensure_ascii=False)
                if options["json"]
                else f"{path}: {report['outcome']} {report['reason']}".strip()
            )
        if refused:
            raise SystemExit(1)


def describe(path: Path, renditions: Path | None, taken: set[str]) -> dict[str, Any]:
    """Return the report of one file; ``taken`` holds the names of copies so far."""
    if not path.is_file():
        reason = "There is no such file."
        return {"file": str(path), "outcome": "rejected", "reason": reason}
    kinds = tuple(RenditionKind) if renditions is not None else ()
    look = look_at_photo(path, name=path.name, kinds=kinds)
    facts = look if isinstance(look, PhotoRefusal) else look.facts
    report: dict[str, Any] = {
        "file": str(path),
        "outcome": facts.outcome,
        "reason": facts.reason,
    }
    if isinstance(look, PhotoRefusal):
        return report
    if renditions is not None:
        _write(look.renditions, renditions, _free(path.stem, taken))
    noticed = [_told(judgement) for judgement in look.judgements]
    return {
        **report,
        **{name: getattr(facts, name) for name in FACTS},
        "judgements": noticed,
    }


def _told(judgement: Judgement) -> dict[str, Any]:
    return {
        "code": judgement.code.value,
        "because": [reason.value for reason in judgement.because],
        **judgement.numbers,
    }


def _free(stem: str, taken: set[str]) -> str:
    """Return a name for copies; of two photographs of one name, one gets a number."""
    number, free = 1, stem
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free)
    return free


def _write(made: tuple[Rendition, ...], folder: Path, stem: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / f"{stem}-{one.kind.value}.jpg").write_bytes(one.jpeg)
