"""Two machines write one piece: who never saw the saved words overwrites none."""

from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from submissions.models import FormDraft
from submissions.services import drafts
from submissions.services.drafts import LaterWords, Written, save_draft
from tests.efforts import two_efforts

pytestmark = pytest.mark.django_db

MACHINES = st.sampled_from(("computer", "telephone"))


class TwoMachines(RuleBasedStateMachine):
    """A computer and a telephone with one piece open on both."""

    @initialize()
    def begin(self) -> None:
        FormDraft.objects.all().delete()
        self.key = uuid4()
        self.kept: str | None = None  # what lies on the server
        self.revision = {"computer": 0, "telephone": 0}
        self.seen: dict[str, set[str]] = {"computer": set(), "telephone": set()}
        self.lost_answer: dict[str, tuple[int, str] | None] = dict.fromkeys(self.seen)
        self.number = 0

    @rule(machine=MACHINES, answer_arrives=st.booleans())
    def save(self, machine: str, answer_arrives: bool) -> None:
        self.number += 1
        self._send(machine, f"第{self.number}稿", answer_arrives)

    @rule(machine=MACHINES)
    def try_again(self, machine: str) -> None:
        """Send the same words again because no answer came."""
        lost = self.lost_answer[machine]
        if lost is not None and lost[0] == self.revision[machine]:
            self._send(machine, lost[1], answer_arrives=True)

    @rule(machine=MACHINES)
    def open_link(self, machine: str) -> None:
        found = drafts.draft_for_token(drafts.resume_token(self.key))
        assert (found is None) == (self.kept is None)
        if found is not None:
            self._show(machine, found)

    def _send(self, machine: str, words: str, answer_arrives: bool) -> None:
        self.seen[machine].add(words)
        try:
            saved = save_draft(
                key=self.key,
                revision=self.revision[machine],
                written=Written({"body": words}),
            )
        except LaterWords as refusal:
            self._show(machine, refusal.draft)
            return
        # Who overwrites has seen what was there.
        assert self.kept is None or self.kept in self.seen[machine]
        self.kept = words
        if answer_arrives:
            self.revision[machine] = saved.revision
        else:
            self.lost_answer[machine] = (self.revision[machine], words)

    def _show(self, machine: str, draft: FormDraft) -> None:
        words = drafts.written_in(draft)["words"]["body"]
        assert words == self.kept
        self.seen[machine].add(words)
        self.revision[machine] = draft.revision

    @invariant()
    def what_was_saved_last_is_kept(self) -> None:
        found = drafts.find_draft(self.key)
        kept = drafts.written_in(found)["words"]["body"] if found else None
        assert kept == self.kept


@two_efforts(quick=(20, 25), long=(150, 40))
def test_no_words_are_lost_between_two_machines(effort: settings) -> None:
    run_state_machine_as_test(TwoMachines, settings=effort)
