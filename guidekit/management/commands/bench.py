"""Measure the figures that the README states."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Start bench in a process of its own, on a home of its own.

    This process has the user's home and database open already; bench must not.
    """

    help = "Measure figures of this machine, on a home that is thrown away."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take names of figures, and how to show them."""
        parser.add_argument("names", nargs="*", metavar="NAME", help="some figures")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line"
        )
        parser.add_argument(
            "--write",
            action="store_true",
            help="keep them in bench/results.json and in the README's table",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand over, and pass on what comes back."""
        flags = [f"--{name}" for name in ("json", "write") if options[name]]
        command = [sys.executable, "-m", "bench", *flags, *options["names"]]
        with subprocess.Popen(  # noqa: S603  our own command, no shell
            command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
        ) as ran:
            for line in ran.stdout or ():
                self.stdout.write(line, ending="")
                self.stdout.flush()
        if ran.returncode:
            sys.exit(ran.returncode)  # it has said why
