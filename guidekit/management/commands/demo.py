"""Do the main job by itself: submit, read, place, make up, sign, export."""

from __future__ import annotations

import json
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guidekit.copyfile import deal_photos, list_photos, read_copy
from guidekit.demo.script import play
from guidekit.demo.system import running_system
from press.imaging.scenes import draw_samples


class Command(BaseCommand):
    help = "Play the main job over HTTP on a home of its own."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--copy", type=Path, help="a page of copy (JSON)")
        parser.add_argument("--photos", type=Path, help="a folder of photographs")
        parser.add_argument("--out", type=Path, required=True, help="where to write")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        begin = time.monotonic()
        out: Path = options["out"].resolve()
        out.mkdir(parents=True, exist_ok=True)
        try:
            page = read_copy(options["copy"])
            with tempfile.TemporaryDirectory(prefix="guidekit-demo-") as folder:
                photos = self._photos(options["photos"], Path(folder))
                items = deal_photos(page.items, photos)
                home = Path(folder) / "home"
                home.mkdir()
                with running_system(home) as system:
                    started = round(time.monotonic() - begin, 2)
                    result = play(system, page, items, out=out, say=self._say)
        except (ValueError, RuntimeError, TimeoutError) as error:
            raise CommandError(str(error)) from error
        seconds = {"start": started, **result["seconds"]}
        seconds["total"] = round(time.monotonic() - begin, 2)
        self.stdout.write(
            json.dumps({**result, "seconds": seconds}, ensure_ascii=False)
        )

    def _photos(self, folder: Path | None, spare: Path) -> tuple[Path, ...]:
        return list_photos(folder) if folder else draw_samples(spare)

    def _say(self, line: str) -> None:
        self.stderr.write(line)
