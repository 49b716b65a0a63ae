"""What a page carries besides stories: nameplate, folio, contact box, booked pieces."""

from __future__ import annotations

from datetime import date

from issues.models import Issue, Page
from press.makeup.model import Furniture

# Printed words are Chinese whatever language the editor's screen speaks.
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
FRONT_PAGE = 1
BETWEEN = "　"


def furniture_of(page: Page) -> Furniture:
    """Return the furniture of a page; page one has nameplate and contact box."""
    issue, supplement = page.issue, page.issue.supplement
    front = page.number == FRONT_PAGE
    pieces = page.fixed_pieces.order_by("line", "column", "pk")
    return Furniture(
        paper=supplement.paper,
        supplement=supplement.name,
        motto=supplement.motto if front else "",
        folio=folio_of(page),
        nameplate=front,
        nameplate_notes=_nameplate_notes(issue) if front else (),
        contact=supplement.contact_lines if front else (),
        fixed=tuple(piece.to_press() for piece in pieces),
    )


def folio_of(page: Page) -> tuple[str, str, str]:
    """Return the folio of a page: paper and day, 版名 and number, who made it."""
    return (_day(page), _title(page), _duties(page))


def printed_date(day: date) -> str:
    """Write a date as a folio has it: ``2026年11月23日 星期一``."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def _day(page: Page) -> str:
    """Return what is the daily's: its name, the day, its page number."""
    paper = page.issue.supplement.paper
    parts = (page.daily_page, paper, printed_date(page.issue.cover_date))
    return BETWEEN.join(part for part in parts if part)


def _title(page: Page) -> str:
    """Return what is the supplement's: name, 版名, on inner pages its number."""
    issue = page.issue
    name = " · ".join(part for part in (issue.supplement.name, page.label) if part)
    number = "" if page.number == FRONT_PAGE else _number(issue)
    parts = (page.paid_mark, name, number)
    return BETWEEN.join(part for part in parts if part)


def _number(issue: Issue) -> str:
    return f"第{issue.number}期 总第{issue.serial_number}期"


def _duties(page: Page) -> str:
    people = (
        ("责任编辑", page.responsible_editor),
        ("版式", page.layout_artist),
        ("校对", page.proofreader),
        ("电话", page.telephone or page.issue.supplement.telephone),
    )
    said = [f"{duty}：{who}" for duty, who in people if who]
    return BETWEEN.join((*said, f"第{page.number:02d}版"))


def _nameplate_notes(issue: Issue) -> tuple[str, ...]:
    daily = issue.daily_serial
    notes = (
        f"{issue.label}（总第{issue.serial_number}期）",
        printed_date(issue.cover_date),
        f"{issue.supplement.paper}总第{daily}期" if daily else "",
    )
    return tuple(note for note in notes if note)
