"""Bring a printed issue in from files: docx, txt, PDF, or a zip of them."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError

from desk.exceptions import Refused
from desk.services.jobs import run_job
from issues.models import PastIssue, Supplement
from issues.services.past_issues.bringing import bring_in, piece_row, read_file
from issues.services.past_issues.keeping import keep_past_issue


class Command(BaseCommand):
    help = "Bring a printed issue in, so that search and likeness know it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--date", required=True, type=date.fromisoformat)
        parser.add_argument("--issue-number", required=True, type=int)
        parser.add_argument("--supplement", help="its name; needed with more than one")
        parser.add_argument(
            "--dry-run", action="store_true", help="only show the division"
        )
        parser.add_argument(
            "--keep", action="store_true", help="keep the division as it was found"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"There is no such file: {', '.join(missing)}")
        if options["dry_run"]:
            self._show(options["files"])
            return
        try:
            past = self._bring_in(options)
            if options["keep"]:
                run_job(keep_past_issue(past=past, actor=None).pk)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        past.refresh_from_db()
        kept = past.pieces.exclude(submission=None).count()
        self.stdout.write(
            f"{past.label}: {past.pieces.count()} pieces found, {kept} kept,"
            f" {past.get_state_display()}"
        )

    def _bring_in(self, options: dict[str, Any]) -> PastIssue:
        opened = [path.open("rb") for path in options["files"]]
        try:
            past = bring_in(
                actor=None,
                supplement=self._supplement(options["supplement"]),
                cover_date=options["date"],
                number=options["issue_number"],
                files=[
                    (path.name, File(file, name=path.name))
                    for path, file in zip(options["files"], opened, strict=True)
                ],
            )
        finally:
            for file in opened:
                file.close()
        if past.job_id is not None:
            run_job(past.job_id)
        past.refresh_from_db()
        return past

    def _supplement(self, name: str | None) -> Supplement:
        found = Supplement.objects.filter(**({"name": name} if name else {}))
        if found.count() != 1:
            raise CommandError("Name the supplement with --supplement.")
        return found.get()

    def _show(self, files: list[Path]) -> None:
        number = 0
        for path in files:
            pieces, problems = read_file(path, name=path.name)
            for piece in pieces:
                number += 1
                row = piece_row(PastIssue(), number, piece)
                paragraphs = len(row.paragraphs)
                self.stdout.write(
                    f"{number}. page {row.page_number} {row.page_label}"
                    f" “{row.headline}” {row.byline} ({paragraphs} paragraphs)"
                )
            for problem in problems:
                self.stderr.write(problem)
