"""What a page carries besides stories: nameplate, folio, contact box."""

from __future__ import annotations

from datetime import date

from issues.models import Issue, Page
from press.makeup.model import Furniture

# Printed words are Chinese whatever language the editor's screen speaks.
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
FRONT_PAGE = 1


def furniture_of(page: Page) -> Furniture:
    """Return the furniture of a page; page one has nameplate and contact box."""
    issue, supplement = page.issue, page.issue.supplement
    front = page.number == FRONT_PAGE
    return Furniture(
        paper=supplement.paper,
        supplement=supplement.name,
        motto=supplement.motto if front else "",
        folio=(
            printed_date(issue.cover_date),
            _title(issue, page),
            _duties(page),
        ),
        nameplate=front,
        nameplate_notes=_nameplate_notes(issue) if front else (),
        contact=supplement.contact_lines if front else (),
    )


def printed_date(day: date) -> str:
    """Write a date as a folio has it: ``2026年11月23日 星期一``."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def _title(issue: Issue, page: Page) -> str:
    return (
        f"{issue.supplement.name} · {page.label}"
        if page.label
        else (issue.supplement.name)
    )


def _duties(page: Page) -> str:
    number = f"第{page.number:02d}版"
    editor = page.responsible_editor
    return f"责任编辑：{editor} {number}" if editor else number


def _nameplate_notes(issue: Issue) -> tuple[str, ...]:
    return (
        f"{issue.label}（总第{issue.serial_number}期）",
        printed_date(issue.cover_date),
    )
