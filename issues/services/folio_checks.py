"""The folio as it is printed against the issue as it is: day, weekday, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Page
from issues.services.furniture import FRONT_PAGE, folio_of, printed_date
from press.makeup.model import FrameKind

DATE = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)(?:\s*(星期.))?")
PAGE_NUMBER = re.compile(r"第(\d{1,3})版")
NUMBERS = re.compile(r"总?第\d+期")
FURNITURE = (FrameKind.FOLIO, FrameKind.NAMEPLATE)


@dataclass(frozen=True, slots=True)
class FolioFault:
    """What a folio says wrong; ``is_hard`` unless it is only about people."""

    sentence: str
    is_hard: bool


def folio_faults(pages: Sequence[Page]) -> dict[int, tuple[FolioFault, ...]]:
    """Return what is wrong in the folios of made-up pages, in one query."""
    found = Page.objects.filter(
        pk__in=[page.pk for page in pages], layout__isnull=False
    )
    printed = dict(found.values_list("pk", "layout__threads"))
    return {
        page.pk: tuple(_faults(page, printed[page.pk])) if page.pk in printed else ()
        for page in pages
    }


def _faults(page: Page, threads: Sequence[dict[str, Any]]) -> Iterator[FolioFault]:
    said = [_text(each) for each in threads if each["kind"] in FURNITURE]
    folio = [_text(each) for each in threads if each["kind"] == FrameKind.FOLIO]
    if not folio:
        yield FolioFault(_("No folio is printed on the page."), is_hard=True)
        return
    wrong = [*_dates(page, said), *_page_numbers(page, folio), *_issue(page, said)]
    yield from (FolioFault(sentence, is_hard=True) for sentence in wrong)
    if not wrong and folio != [part for part in folio_of(page) if part]:
        yield FolioFault(
            _("Names, label or telephone in the folio are not those of the page."),
            is_hard=False,
        )


def _dates(page: Page, said: Sequence[str]) -> Iterator[str]:
    wanted = printed_date(page.issue.cover_date)
    day, _space, weekday = wanted.partition(" ")
    found = [date for text in said for date in DATE.findall(text)]
    if not found:
        yield _("No date is printed on the page; it runs on %(date)s.") % {
            "date": wanted
        }
    for printed, of_week in dict.fromkeys(found):
        if printed != day:
            yield _("The page is dated %(printed)s; it runs on %(date)s.") % {
                "printed": printed,
                "date": day,
            }
        elif of_week and of_week != weekday:
            yield _("The page says %(printed)s; %(date)s is a %(weekday)s.") % {
                "printed": of_week,
                "date": day,
                "weekday": weekday,
            }


def _page_numbers(page: Page, folio: Sequence[str]) -> Iterator[str]:
    found = {int(number) for text in folio for number in PAGE_NUMBER.findall(text)}
    if found != {page.number}:
        yield _("The folio says page %(printed)s; it is page %(number)d.") % {
            "printed": _(", ").join(str(number) for number in sorted(found)) or "–",
            "number": page.number,
        }


def _issue(page: Page, said: Sequence[str]) -> Iterator[str]:
    """Compare the numbers of the issue; the daily's own is printed beside them."""
    issue = page.issue
    known = {f"第{issue.number}期", f"总第{issue.serial_number}期"}
    if page.number == FRONT_PAGE and issue.daily_serial:
        known.add(f"总第{issue.daily_serial}期")
    found = {number for text in said for number in NUMBERS.findall(text)}
    for printed in sorted(found - known):
        yield _("The page says %(printed)s; the issue is %(issue)s, %(serial)s.") % {
            "printed": printed,
            "issue": issue.label,
            "serial": f"总第{issue.serial_number}期",
        }


def _text(thread: dict[str, Any]) -> str:
    runs = (run for paragraph in thread["paragraphs"] for run in paragraph["runs"])
    return "".join(run["text"] for run in runs)
