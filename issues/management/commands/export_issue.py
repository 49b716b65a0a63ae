"""Build the press package of an issue and put it into a folder."""

from __future__ import annotations

import json
import shutil
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from desk.exceptions import Refused
from desk.services.jobs import run_job
from issues.enums import ExportFormat, ExportState
from issues.models import Export
from issues.services.exporting import request_export
from issues.services.finding_issues import find_issue

WAIT_SECONDS = 0.5


class Command(BaseCommand):
    help = "Build the press package of an issue here and now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("issue", help="2026-01, 2026年第1期 or the issue's id")
        parser.add_argument("--out", type=Path, required=True, help="a folder")
        parser.add_argument(
            "--formats", help=f"some of {','.join(ExportFormat.values)}; default all"
        )
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        begin = time.monotonic()
        formats = options["formats"].split(",") if options["formats"] else None
        try:
            issue = find_issue(options["issue"])
            export = _built(request_export(issue=issue, formats=formats))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        path = _take(export, options["out"])
        line = {
            "path": str(path),
            "sha256": export.sha256,
            "pages": len(export.content["pages"]),
            "files": len(export.manifest["files"]),
            "seconds": round(time.monotonic() - begin, 2),
        }
        shown = json.dumps(line, ensure_ascii=False)
        self.stdout.write(shown if options["json"] else f"{path} ({export.sha256})")


def _built(export: Export) -> Export:
    """Do the job here, or wait for the worker that has it already."""
    while export.state == ExportState.BUILDING and not export.has_failed:
        if export.job_id is not None and run_job(export.job_id) is None:
            time.sleep(WAIT_SECONDS)
        export = Export.objects.select_related("job", "issue").get(pk=export.pk)
    if export.has_failed or export.state != ExportState.READY:
        raise CommandError(export.reason)
    return export


def _take(export: Export, folder: Path) -> Path:
    """Copy the package out; it appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{export.issue.slug}.zip"
    partial = target.with_suffix(".part")
    with export.file.open("rb") as source, partial.open("wb") as file:
        shutil.copyfileobj(source, file)
    return partial.replace(target)
