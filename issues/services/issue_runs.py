"""Make up a whole issue in one go: ask for it, do it page by page, stop it.

The plan is written first; then each page gets its stories and is made up, one after
the other, so that a run that stops anywhere leaves whole pages behind and goes on
where it stopped.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.enums import JobQueue, JobState
from desk.exceptions import Refused
from desk.jobs import GiveUp, JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from desk.services.ledger import record
from issues.enums import RunPageState, RunState
from issues.models import Issue, IssueRun, IssueRunPage
from issues.services.issue_plan import (
    is_left_alone,
    pages_to_plan,
    plan_pages,
    plan_rows,
)
from issues.services.page_changes import require_issue_open
from issues.services.ready_stories import ready_pieces
from issues.services.run_pages import leave_waiting_over, make_run_page

MAKE_UP = "issues.make_up_issue"


def ask_for_run(*, issue: Issue, actor: User) -> IssueRun:
    """Ask for the make-up of an issue; one that runs already is given back.

    One whose job failed is taken up where it stopped.
    """
    require_runner(actor, issue)
    with transaction.atomic():
        held = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
        require_issue_open(held)
        asked = IssueRun.objects.filter(issue=held, state=RunState.ASKED)
        running = asked.select_related("job").first()
        if running is not None:
            return _taken_up(running)
        _require_pages(held)
        # Only the last make-up can be undone; the others need not remember.
        IssueRunPage.objects.filter(run__issue=held).update(before=None)
        run = IssueRun.objects.create(issue=held, asked_by=actor)
        run.job = enqueue(
            kind=MAKE_UP,
            unique_key=f"{MAKE_UP}:{run.pk}",
            payload={"run": run.pk},
            created_by=actor,
        )
        run.save(update_fields=("job",))
    return run


def cancel_run(*, run: IssueRun, actor: User) -> IssueRun:
    """Stop a make-up after the page it is at; pages that are done stay."""
    require_runner(actor, run.issue)
    with transaction.atomic():
        held = IssueRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if held.state != RunState.ASKED:
            raise Refused(
                _("This make-up is over: %(state)s. There is nothing to stop.")
                % {"state": held.get_state_display()},
                code="run_over",
            )
        _end(held, RunState.CANCELLED, actor)
        if not is_at_work(held):
            leave_waiting_over(held)
    run.refresh_from_db()
    return run


def run_issue(job: Job, context: JobContext) -> dict[str, Any]:
    """Do a make-up that was asked for; done again it goes on where it stopped."""
    run = (
        IssueRun.objects.filter(pk=job.payload.get("run"))
        .select_related("issue__supplement", "asked_by")
        .first()
    )
    if run is None or run.state != RunState.ASKED:
        return {"outcome": "over"}
    if run.asked_by is None:
        raise GiveUp(_("Whoever asked for this make-up has left the desk; ask again."))
    with override(settings.LANGUAGE_CODE):
        return _do(run, run.asked_by, context)


def is_at_work(run: IssueRun) -> bool:
    """Tell whether a worker is still at a page of it, also when it was stopped."""
    job = Job.objects.filter(pk=run.job_id) if run.job_id else Job.objects.none()
    return job.filter(state=JobState.RUNNING).exists()


def require_runner(actor: User, issue: Issue) -> None:
    """Ask for both duties: placing stories, and making pages up."""
    policy.require(actor, "page.place", issue)
    policy.require(actor, "page.make_up", issue)


def register_jobs() -> None:
    """Name the handler of this job."""
    register(MAKE_UP, run_issue, queue=JobQueue.EXPORTS, lease_seconds=120)


def _do(run: IssueRun, actor: User, context: JobContext) -> dict[str, Any]:
    if not run.is_planned:
        _plan(run, actor)
    rows = list(run.pages.select_related("page").order_by("page__number"))
    for done, row in enumerate(rows):
        if not _is_wanted(run):
            leave_waiting_over(run)
            return {"outcome": "stopped"}
        note = _("making up page %(number)d") % {"number": row.page.number}
        context.progress(done, len(rows), note)
        if row.state == RunPageState.WAITING:
            make_run_page(run, row, actor)
    with transaction.atomic():
        held = IssueRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if held.state == RunState.ASKED:
            _end(held, RunState.DONE, actor)
    return {"placed": len(held.dealt), "left": len(held.left)}


def _plan(run: IssueRun, actor: User) -> None:
    pages = pages_to_plan(run.issue)
    plan, ready = plan_pages(run.issue, pages, ready_pieces(actor))
    with transaction.atomic():
        run.dealt, run.left = plan_rows(plan, ready)
        run.is_planned = True
        run.save(update_fields=("dealt", "left", "is_planned"))
        wanted = {row["page"] for row in run.dealt}
        IssueRunPage.objects.bulk_create(
            IssueRunPage(run=run, page=page, state=RunPageState.ALONE)
            if is_left_alone(page) or page.number not in wanted
            else IssueRunPage(run=run, page=page)
            for page in pages
        )


def _is_wanted(run: IssueRun) -> bool:
    states = IssueRun.objects.filter(pk=run.pk).values_list("state", flat=True)
    return states.first() == RunState.ASKED


def _end(run: IssueRun, state: RunState, actor: User) -> None:
    """End a make-up; this is its one entry in the ledger."""
    run.state, run.finished_at = state, timezone.now()
    run.save(update_fields=("state", "finished_at"))
    done = run.pages.filter(state=RunPageState.MADE)
    pages = list(done.values_list("page__number", flat=True))
    placed = {r["ref"]: r["page"] for r in run.dealt if r["page"] in pages}
    data = {
        "run": run.pk,
        "outcome": str(state),
        "pages": pages,
        "placed": placed,
        "left": {row["ref"]: row["because"] for row in run.left},
    }
    record(obj=run.issue, verb="issue.made_up", actor=actor, data=data)


def _taken_up(run: IssueRun) -> IssueRun:
    job = run.job
    if job is not None and run.has_failed:
        enqueue(kind=MAKE_UP, unique_key=job.unique_key, payload=job.payload)
        job.refresh_from_db()
    return run


def _require_pages(issue: Issue) -> None:
    if not issue.pages.exists():
        raise Refused(
            _("The issue has no pages; add a page first."), code="issue_without_pages"
        )
