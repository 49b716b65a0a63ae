"""Undo the make-up of a whole issue in one step: stories back, pages as they were."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from desk.models import User
from desk.services.ledger import record
from issues.enums import PageStatus, RunPageState, RunState
from issues.exceptions import PageChanged
from issues.models import Issue, IssueRun, IssueRunPage, Page, PageDraft, Placement
from issues.services.issue_runs import is_at_work, require_runner
from issues.services.made_pages import LAYOUT_FIELDS
from issues.services.page_changes import (
    follow_pages,
    lock_page,
    require_changeable,
    require_issue_open,
)
from issues.services.page_pictures import draw_draft, draw_page
from issues.services.placing import remove_placement
from issues.services.run_pages import KEPT
from press.makeup.serial import layout_from_json


def undo_run(*, run: IssueRun, actor: User) -> IssueRun:
    """Undo the last make-up of an issue, as long as nobody changed its pages since."""
    require_runner(actor, run.issue)
    reason = undo_refusal(run)
    if reason:
        raise PageChanged(reason)
    rows = _rows(run)
    pictures = {row.pk: _pictures(row) for row in rows}  # drawn before any lock
    with transaction.atomic():
        held = IssueRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        issue = Issue.objects.select_for_update(of=("self",)).get(pk=held.issue_id)
        require_issue_open(issue)
        pages = {row.pk: lock_page(row.page) for row in rows}
        reason = undo_refusal(held)
        if reason:
            raise PageChanged(reason)
        placed = _take_off(held, actor)
        for row in rows:
            _put_back(pages[row.pk], _before(row), *pictures[row.pk])
        held.state, held.finished_at = RunState.UNDONE, timezone.now()
        held.save(update_fields=("state", "finished_at"))
        held.pages.update(before=None)
        follow_pages(issue)
        data = {"run": held.pk, "taken_off": placed}
        record(obj=issue, verb="issue.make_up_undone", actor=actor, data=data)
    run.refresh_from_db()
    return run


def undo_refusal(run: IssueRun) -> str:
    """Return why a make-up can no longer be undone; empty when it can."""
    if run.state == RunState.ASKED:
        return _("The issue is being made up; stop that first.")
    if is_at_work(run):
        return _("The page under way is still being made up; wait until it is done.")
    if run.state == RunState.UNDONE:
        return _("This make-up has been undone already.")
    newest = IssueRun.objects.filter(issue=run.issue_id).order_by("-pk").first()
    if newest is not None and newest.pk != run.pk:
        return _("The issue has been made up again since; undo that one.")
    rows = _rows(run)
    if not rows:
        return _("This make-up changed no page; there is nothing to undo.")
    changed = [row.page.number for row in rows if _has_changed(row)]
    if changed:
        return _(
            "Somebody has changed these pages since: %(pages)s. The make-up can no"
            " longer be undone as a whole; take the stories off page by page."
        ) % {"pages": _(", ").join(str(number) for number in changed)}
    return ""


def _rows(run: IssueRun) -> list[IssueRunPage]:
    found = (
        run.pages.filter(before__isnull=False)
        .select_related("page__issue__supplement", "page__grid")
        .defer("page__layout")
        .order_by("page__number")
    )
    made = RunPageState.MADE
    return [row for row in found if row.state == made or _has_moved(row)]


def _has_moved(row: IssueRunPage) -> bool:
    """Tell whether a page has changed though it was not made up.

    A worker died at it, or it could not be made up with its stories.
    """
    return row.page.makeup_revision != _before(row)["makeup_revision"]


def _before(row: IssueRunPage) -> dict[str, Any]:
    """Return a page as it was; those that were not come to are not asked."""
    before: dict[str, Any] = row.before or {}
    return before


def _has_changed(row: IssueRunPage) -> bool:
    page = row.page
    return (
        page.makeup_revision != row.revision
        or page.locked_at is not None
        or page.status == PageStatus.SIGNED
    )


def _pictures(row: IssueRunPage) -> tuple[str, list[str]]:
    """Draw a page and its drafts as they were; the old pictures have been dropped."""
    before = _before(row)
    if not before["layout"]:
        return "", []
    page = row.page
    drafts = [
        draw_draft(page, layout_from_json(draft["layout"]))
        for draft in before["drafts"]
    ]
    return draw_page(page, layout_from_json(before["layout"])), drafts


def _take_off(run: IssueRun, actor: User) -> list[str]:
    """Take the stories of a run off their pages; return their receipt numbers."""
    page_of = {each["submission"]: each["page"] for each in run.dealt}
    found = Placement.objects.filter(
        submission__in=page_of, page__issue=run.issue_id
    ).select_related("page__issue", "submission")
    ours = [each for each in found if page_of[each.submission_id] == each.page.number]
    for placement in ours:
        require_changeable(placement.page)
        remove_placement(placement=placement, actor=actor)
    return [placement.submission.ref for placement in ours]


def _put_back(
    page: Page, before: dict[str, Any], preview: str, small: list[str]
) -> None:
    page.refresh_from_db(fields=("makeup_revision",))
    for name in KEPT:
        if name != "makeup_revision":
            setattr(page, name, before[name])
    page.made_up_at = parse_datetime(before["made_up_at"] or "") or None
    page.preview = preview
    page.makeup_revision += 1
    page.save(update_fields=LAYOUT_FIELDS)
    page.drafts.all().delete()
    PageDraft.objects.bulk_create(
        PageDraft(page=page, preview=picture, **draft)
        for draft, picture in zip(before["drafts"], small, strict=True)
    )
