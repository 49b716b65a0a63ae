"""An issue under make-ups of the whole, moves, locks and undoing, in any order."""

from functools import partial

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from desk.exceptions import Refused
from desk.services.jobs import run_job
from desk.services.ledger import verify_ledger
from issues.enums import PageStatus, RunState
from issues.models import Page, Placement
from issues.services.issue_runs import ask_for_run, cancel_run
from issues.services.page_locks import lock_for_editor, unlock_for_editor
from issues.services.placing import move_to_page, place_submission, remove_placement
from issues.services.run_undoing import undo_refusal, undo_run
from submissions.enums import Status
from submissions.models import Submission
from tests.efforts import two_efforts
from tests.issues.builders import Cast, accepted, make_issue

PIECES = st.integers(min_value=0, max_value=3)
PAGES = st.integers(min_value=1, max_value=2)
STANDING = ("status", "layout_hash", "draft", "fill", "overset_lines", "set_stories")


class RunMachine(RuleBasedStateMachine):
    """Make up, stop, undo, place, move, take off, lock; refusals are answers too."""

    def __init__(self) -> None:
        """Accept four pieces for an issue of two pages."""
        super().__init__()
        self._run = transaction.atomic()  # each run begins with an empty house
        self._run.__enter__()
        self.cast = Cast()
        self.issue = make_issue(pages=2)
        lengths = (20, 12, 8, 4)
        self.pieces = [accepted(self.cast, sentences=n) for n in lengths]
        self.last = None
        self.before = None

    @rule(number=PIECES, page=PAGES)
    def place(self, number, page):
        piece = Submission.objects.get(pk=self.pieces[number].pk)
        self._tried(place_submission, page=self._page(page), submission=piece)

    @rule(number=PIECES)
    def take_off(self, number):
        for placement in self._placement(number):
            self._tried(remove_placement, placement=placement)

    @rule(number=PIECES, page=PAGES)
    def move(self, number, page):
        for placement in self._placement(number):
            self._tried(move_to_page, placement=placement, page=self._page(page))

    @rule(page=PAGES)
    def lock(self, page):
        lock_for_editor(page=self._page(page), actor=self.cast.editor)

    @rule(page=PAGES)
    def unlock(self, page):
        unlock_for_editor(page=self._page(page), actor=self.cast.editor)

    @rule(stopped=st.booleans())
    def make_up_the_issue(self, stopped):
        locked = self._locked()
        before = self._stand()
        run = ask_for_run(issue=self.issue, actor=self.cast.editor)
        if stopped:
            cancel_run(run=run, actor=self.cast.editor)
        run_job(run.job_id)
        run.refresh_from_db()
        assert run.state == (RunState.CANCELLED if stopped else RunState.DONE)
        assert self._locked() == locked
        self._accounted_for(run, before)
        self.last, self.before = run, before

    @rule()
    def undo(self):
        if self.last is None:
            return
        reason = undo_refusal(self.last)
        now = self._stand()
        undone = self._tried(partial(undo_run, run=self.last))
        assert (undone is None) == bool(reason)
        assert self._stand() == (now if undone is None else self.before)

    @invariant()
    def what_is_placed_is_on_a_page(self):
        placed = set(Placement.objects.values_list("submission", flat=True))
        for piece in Submission.objects.all():
            assert (piece.status == Status.PLACED) == (piece.pk in placed)

    @invariant()
    def slots_have_no_gaps_and_a_made_page_shows_what_stands_on_it(self):
        for page in Page.objects.all():
            rows = list(page.placements.order_by("slot"))
            assert [row.slot for row in rows] == list(range(1, len(rows) + 1))
            if page.status == PageStatus.MADE_UP:
                shown = {story["ref"] for story in page.set_stories}
                assert shown == {row.submission.ref for row in rows}

    def teardown(self):
        """Verify the ledger, then leave an empty house."""
        assert verify_ledger() == []
        transaction.set_rollback(True)
        self._run.__exit__(None, None, None)

    def _accounted_for(self, run, before):
        """Every piece that was ready is placed by the run, or left with a reason."""
        dealt = [row["ref"] for row in run.dealt]
        left = [row["ref"] for row in run.left]
        assert len(set(dealt + left)) == len(dealt + left)
        stood = {ref for _facts, refs in before.values() for ref in refs}
        if run.is_planned:
            ready = {piece.ref for piece in self.pieces} - stood
            assert set(dealt + left) == ready
        assert {p.submission.ref for p in self._all()} == stood | set(dealt)

    def _all(self):
        return Placement.objects.filter(page__issue=self.issue)

    def _stand(self):
        rows = Page.objects.filter(issue=self.issue).order_by("number")
        return {
            page.number: (
                tuple(str(getattr(page, name)) for name in STANDING),
                tuple(p.submission.ref for p in page.placements.order_by("slot")),
            )
            for page in rows
        }

    def _locked(self):
        stand = self._stand()
        locked = self.issue.pages.filter(locked_at__isnull=False)
        return {n: stand[n] for n in locked.values_list("number", flat=True)}

    def _page(self, number):
        return self.issue.pages.get(number=number)

    def _placement(self, number):
        return self._all().filter(submission=self.pieces[number])

    def _tried(self, act, **asked):
        try:
            return act(actor=self.cast.editor, **asked)
        except Refused as refusal:
            assert str(refusal).strip().endswith((".", "。"))
            return None


@two_efforts(quick=(4, 10), long=(40, 25))
@pytest.mark.django_db
def test_an_issue_keeps_its_word_whatever_is_done_to_it(effort):
    run_state_machine_as_test(RunMachine, settings=effort)
