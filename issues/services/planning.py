"""Plan issues: open them, give them pages and deadlines."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.models import Issue, Page, PageGrid, Supplement
from issues.services.flatplan import carried_from
from issues.services.page_changes import (
    follow_pages,
    lock_page,
    require_changeable,
    require_issue_open,
)

# Names of the pages of a supplement, in order; further pages have none until named.
PAGE_LABELS = ("要闻", "综合", "园区", "产业", "科技", "民生", "副刊", "专版")
MOST_PAGES = 32


def open_issue(
    *,
    supplement: Supplement,
    cover_date: date,
    grid: PageGrid,
    pages: int = 1,
    opened_by: User | None = None,
    copy_deadline: datetime | None = None,
    press_time: datetime | None = None,
) -> Issue:
    """Open the next issue of a supplement; number and serial number follow the last."""
    _require_planner(opened_by)
    _require_page_count(pages)
    _require_deadline_order(copy_deadline, press_time)
    with transaction.atomic():
        # The supplement's row is the turnstile: two issues never get one number.
        Supplement.objects.select_for_update().get(pk=supplement.pk)
        _require_free_date(supplement, cover_date)
        issue = Issue.objects.create(
            supplement=supplement,
            year=cover_date.year,
            number=_after(supplement.issues.filter(year=cover_date.year), "number"),
            serial_number=_next_serial(supplement),
            cover_date=cover_date,
            copy_deadline=copy_deadline,
            press_time=press_time,
        )
        before = carried_from(issue)
        for number in range(1, pages + 1):
            _create_page(issue, number=number, grid=grid, like=before.get(number))
        ledger.record(
            obj=issue,
            verb="issue.opened",
            actor=opened_by,
            data={"cover_date": cover_date.isoformat(), "pages": pages},
        )
    return issue


def add_page(
    *, issue: Issue, grid: PageGrid, actor: User | None = None, label: str = ""
) -> Page:
    """Add a page at the end of an issue."""
    _require_planner(actor, issue)
    with transaction.atomic():
        held = Issue.objects.select_for_update().get(pk=issue.pk)
        require_issue_open(held)
        number = _after(held.pages, "number")
        _require_page_count(number)
        like = carried_from(held).get(number)
        page = _create_page(held, number=number, grid=grid, label=label, like=like)
        follow_pages(held)
        ledger.record(
            obj=held, verb="issue.page_added", actor=actor, data={"page": number}
        )
    return page


def remove_page(*, page: Page, actor: User | None = None) -> None:
    """Remove the last page of an issue while nothing stands on it."""
    _require_planner(actor, page.issue)
    with transaction.atomic():
        held = lock_page(page)
        require_changeable(held)
        _require_removable(held)
        held.delete()
        follow_pages(held.issue)
        ledger.record(
            obj=held.issue,
            verb="issue.page_removed",
            actor=actor,
            data={"page": held.number},
        )


def set_deadlines(
    *,
    issue: Issue,
    copy_deadline: datetime | None,
    press_time: datetime | None,
    actor: User | None = None,
) -> Issue:
    """Set until when copy is taken and when the last page must leave."""
    _require_planner(actor, issue)
    _require_deadline_order(copy_deadline, press_time)
    with transaction.atomic():
        held = Issue.objects.select_for_update().get(pk=issue.pk)
        require_issue_open(held)
        held.copy_deadline, held.press_time = copy_deadline, press_time
        held.save(update_fields=("copy_deadline", "press_time"))
        ledger.record(
            obj=held,
            verb="issue.deadlines_set",
            actor=actor,
            data={
                "copy_deadline": copy_deadline and copy_deadline.isoformat(),
                "press_time": press_time and press_time.isoformat(),
            },
        )
    return held


def _require_planner(actor: User | None, issue: Issue | None = None) -> None:
    """Ask the policy about a person; a command of the machine's operator has none."""
    if actor is not None:
        policy.require(actor, "issue.plan", issue)


def _require_page_count(pages: int) -> None:
    if not 1 <= pages <= MOST_PAGES:
        raise Refused(
            _("An issue has from 1 to %(most)d pages.") % {"most": MOST_PAGES},
            code="page_count",
        )


def _require_deadline_order(
    copy_deadline: datetime | None, press_time: datetime | None
) -> None:
    if copy_deadline and press_time and copy_deadline > press_time:
        raise Refused(
            _("The copy deadline lies after the press time; set it earlier."),
            code="deadline_order",
        )


def _require_free_date(supplement: Supplement, cover_date: date) -> None:
    there = supplement.issues.filter(cover_date=cover_date).first()
    if there is not None:
        raise Refused(
            _("Issue %(issue)s already has the cover date %(date)s.")
            % {"issue": there.label, "date": cover_date.isoformat()},
            code="cover_date_taken",
        )


def _require_removable(page: Page) -> None:
    if page.placements.exists():
        raise Refused(
            _("Stories stand on page %(number)d; take them off first.")
            % {"number": page.number},
            code="page_not_empty",
        )
    if page.snapshots.exists():
        raise Refused(
            _("Page %(number)d was signed once; its record must stay.")
            % {"number": page.number},
            code="page_was_signed",
        )
    last = page.issue.pages.aggregate(last=Max("number"))["last"]
    if page.number != last or last == 1:
        raise Refused(
            _("Only the last page can be removed, and one page must stay."),
            code="page_not_last",
        )


def _create_page(
    issue: Issue,
    *,
    number: int,
    grid: PageGrid,
    label: str = "",
    like: Page | None = None,
) -> Page:
    """Make a page; 版名 and sections are those of the page ``like`` it before."""
    usual = PAGE_LABELS[number - 1] if number <= len(PAGE_LABELS) else ""
    carried = like.label if like else ""
    page = Page.objects.create(
        issue=issue, number=number, label=label or carried or usual, grid=grid
    )
    if like is not None:
        page.sections.set(like.sections.all())
    return page


def _next_serial(supplement: Supplement) -> int:
    """Return the number that follows the last, or the first one counted here."""
    return max(_after(supplement.issues, "serial_number"), supplement.first_serial)


def _after(rows: object, field: str) -> int:
    last = rows.aggregate(last=Max(field))["last"]  # type: ignore[attr-defined]
    return (last or 0) + 1
