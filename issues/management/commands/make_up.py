"""Make up the pages of an issue from the command line."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from issues.models import Issue, Page
from issues.services.finding_issues import find_issue
from issues.services.make_up import make_up_page


class Command(BaseCommand):
    help = "Make up the pages of an issue; one line a page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("issue", help="2026-01, 2026年第1期 or the issue's id")
        parser.add_argument("--page", type=int, help="only this page")
        parser.add_argument("--drafts", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            issue = find_issue(options["issue"])
            for page in _pages(issue, options["page"]):
                self._make_up(page, options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _make_up(self, page: Page, options: dict[str, Any]) -> None:
        begin = time.monotonic()
        made = make_up_page(page=page, drafts=options["drafts"], seed=options["seed"])
        line = _account(made, milliseconds=round(1000 * (time.monotonic() - begin)))
        if options["json"]:
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        self.stdout.write(
            _(
                "%(page)s: fill %(fill)s, overset lines %(over)d, stories %(count)d,"
                " %(ms)d ms"
            )
            % {
                "page": made,
                "fill": f"{line['fill']:.1%}",
                "over": line["overset_lines"],
                "count": len(line["stories"]),
                "ms": line["ms"],
            }
        )


def _pages(issue: Issue, number: int | None) -> list[Page]:
    pages = issue.pages.without_layout().order_by("number")
    chosen = [page for page in pages if number in (None, page.number)]
    if not chosen:
        said = _("%(issue)s has no page %(number)s.")
        raise CommandError(said % {"issue": issue, "number": number})
    return chosen


def _account(page: Page, *, milliseconds: int) -> dict[str, Any]:
    return {
        "page": page.number,
        "draft": page.draft,
        "fill": page.fill,
        "overset_lines": page.overset_lines,
        "stories": [
            {
                "submission": fit["ref"],
                "lines_needed": fit["lines_needed"],
                "lines_given": fit["lines_given"],
            }
            for fit in page.fits
        ],
        "ms": milliseconds,
    }
