"""One page of a make-up of the whole issue: place, make up, take off what is over."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from issues.enums import PlacementRole, RunPageState, Weight
from issues.models import IssueRun, IssueRunPage, Page, Placement
from issues.services.finding_words import worth_of
from issues.services.made_pages import LAYOUT_FIELDS
from issues.services.make_up import choose_draft, make_up_page
from issues.services.placing import place_submission, remove_placement
from issues.services.ready_stories import WEIGHTS
from submissions.models import Submission

DRAFTS = 3
MOST_OFF = 4  # stories taken off a page again before it is left overset
KEPT = tuple(name for name in LAYOUT_FIELDS if name not in ("made_up_at", "preview"))
DRAFT_FIELDS = (
    *("number", "layout", "layout_hash", "fill", "overset_lines", "findings"),
)


def page_before(page: Page) -> dict[str, Any]:
    """Return a page as it stands, with its drafts, to put it back by."""
    fields = Page.objects.filter(pk=page.pk).values(*KEPT).get()
    drafts = list(page.drafts.values(*DRAFT_FIELDS))
    made_up_at = page.made_up_at.isoformat() if page.made_up_at else None
    return {**fields, "made_up_at": made_up_at, "drafts": drafts}


def make_run_page(run: IssueRun, row: IssueRunPage, actor: User) -> None:
    """Place what the plan deals to a page and make it up; a refusal is its note.

    What it is like before is noted now, not with the plan: an editor may have been
    there since.  Done again after a worker died, it finds what is placed and goes on.
    """
    page, said = row.page, ""
    if row.before is None:
        row.before = page_before(page)
        row.save(update_fields=("before",))
    try:
        _place(run, page, actor)
        if page.placements.exists():
            _make(run, page, actor)
        state = RunPageState.MADE
    except Refused as refusal:
        state, said = RunPageState.FAILED, str(refusal)
    # The revision that this make-up left, so that an editor's later one is not undone.
    row.state, row.note, row.revision = state, said, page.makeup_revision
    row.save(update_fields=("state", "note", "revision"))


def _place(run: IssueRun, page: Page, actor: User) -> None:
    """Place the stories of a page, its lead first; who is refused stays over."""
    for dealt in [each for each in run.dealt if each["page"] == page.number]:
        piece = Submission.objects.filter(pk=dealt["submission"]).first()
        try:
            if piece is None:
                raise Refused(_("%(ref)s is gone.") % {"ref": dealt["ref"]})
            role = _role(dealt)
            place_submission(page=page, submission=piece, actor=actor, role=role)
        except Refused as refusal:
            _leave_over(run, dealt, because="refused", said=str(refusal))


def _role(dealt: dict[str, Any]) -> PlacementRole:
    """Return the part of a story; one weighed as lead leads, however short."""
    leads = dealt["lead"] and dealt["weight"] == Weight.LEAD
    return PlacementRole.LEAD if leads else PlacementRole.AUTO


def leave_waiting_over(run: IssueRun) -> None:
    """Leave over the stories of pages that a stopped make-up never came to."""
    waiting = run.pages.filter(state=RunPageState.WAITING)
    pages = set(waiting.values_list("page__number", flat=True))
    for dealt in [each for each in run.dealt if each["page"] in pages]:
        _leave_over(run, dealt, because="stopped")


def _make(run: IssueRun, page: Page, actor: User) -> None:
    """Make a page up in its best draft, with as many of its stories as fit."""
    for _turn in range(MOST_OFF):
        _best_draft(page, actor)
        gone = _lightest(run, page) if page.overset_lines else None
        if gone is None:
            return
        dealt, placement = gone
        facts = {"because": "over", "lines": page.overset_lines, "page": page.number}
        with transaction.atomic():
            remove_placement(placement=placement, actor=actor)
            _leave_over(run, dealt, **facts)
    _best_draft(page, actor)


def _best_draft(page: Page, actor: User) -> None:
    make_up_page(page=page, actor=actor, drafts=DRAFTS)
    drafts = page.drafts.defer("layout")
    best = max(
        drafts,
        key=lambda draft: (
            -draft.overset_lines,
            worth_of(draft.findings, draft.fill).points,
            -draft.number,
        ),
    )
    if best.number != page.draft:
        choose_draft(page=page, number=best.number, actor=actor)


def _lightest(run: IssueRun, page: Page) -> tuple[dict[str, Any], Placement] | None:
    """Return the story to take off: one of this run, no lead, not the page's only."""
    standing = {each.submission_id: each for each in page.placements.all()}
    ours = [
        each
        for each in run.dealt
        if each["submission"] in standing and not each["lead"]
    ]
    if not ours or len(standing) == 1:
        return None
    over = page.overset_lines
    lightest = min(
        ours,
        key=lambda each: (
            each["lines"] < over,
            WEIGHTS[each["weight"]],
            each["lines"] if each["lines"] >= over else -each["lines"],
        ),
    )
    return lightest, standing[lightest["submission"]]


def _leave_over(run: IssueRun, dealt: dict[str, Any], **why: Any) -> None:
    """Move a story of a run from what is dealt to what is left."""
    run.dealt = [each for each in run.dealt if each["ref"] != dealt["ref"]]
    run.left = [*run.left, {**dealt, **why}]
    run.save(update_fields=("dealt", "left"))
