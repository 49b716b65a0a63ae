"""Check what must be true at any moment; say which rule is broken and where."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand

from desk.services import invariants as desk
from issues.services import invariants as issues
from submissions.services import invariants as submissions


class Command(BaseCommand):
    help = "Check the invariants; exit 1 when one does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = False
        for name, check in invariants():
            ok, detail = check()
            broken = broken or not ok
            row = {"invariant": name, "ok": ok, "detail": detail}
            self.stdout.write(
                json.dumps(row, ensure_ascii=False)
                if options["json"]
                else f"{name} {'ok' if ok else 'BROKEN'} {detail}".strip()
            )
        if broken:
            raise SystemExit(1)


def invariants() -> Iterator[tuple[str, Callable[[], tuple[bool, str]]]]:
    """Yield every rule of every app, by its number."""
    found = [*desk.INVARIANTS.items(), *submissions.INVARIANTS.items()]
    found += issues.INVARIANTS.items()
    yield from sorted(found)
