"""Whoever signs and edits by whatever door: no two reads by one, no stale signature."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from desk.enums import StaffRole
from desk.models import User
from desk.services.ledger import verify_ledger
from submissions.enums import Action, ReviewStage, Status
from submissions.models import Review, Submission
from submissions.services.invariants import INVARIANTS
from tests.desk.builders import make_user
from tests.efforts import two_efforts
from tests.submissions.builders import make_submission, paragraphs
from tests.submissions.services.reading_doors import ACTING, SAVING

TEXT = "项目开工，进度很快。投资5亿元。市长王强出席。建设者干劲足。"
ACTIONS = (
    *(Action.SIGN_FIRST_READ, Action.SIGN_SECOND_READ, Action.SIGN_FINAL_READ),
    *(Action.SIGN_FIRST_READ, Action.SIGN_SECOND_READ, Action.SIGN_FINAL_READ),
    *(Action.CLAIM, Action.RELEASE_CLAIM, Action.SEND_BACK, Action.HOLD),
    *(Action.RESUME, Action.RETURN, Action.RESUBMIT, Action.FALL_BACK, Action.PLACE),
)
HAVE_FIRST = (Status.SECOND_READ, Status.ACCEPTED)


def toggled(text: str, one: str, other: str) -> str:
    """Return a text with one word for the other, once."""
    at = (one, other) if one in text else (other, one)
    return text.replace(*at, 1)


EDITS = {
    "marks": lambda text: toggled(text, "，", "、"),
    "marks as ends": lambda text: toggled(text, "，", "。"),
    "cut first": lambda text: text.partition("。")[2] or text,
    "cut last": lambda text: "。".join(text.split("。")[:-2]) + "。",
    "wording": lambda text: toggled(text, "很快", "较快"),
    "number": lambda text: toggled(text, "5亿", "50亿"),
    "name": lambda text: toggled(text, "王强", "王刚"),
    "title": lambda text: toggled(text, "市长", "副市长"),
    "added": lambda text: f"{text}群众满意。",
    "whole again": lambda _text: TEXT,
}
EVERY, LATER = {"first", "second", "final"}, {"second", "final"}


def naive(before: Any, after: Any) -> set[str]:
    """Return what may not stay, by counting; an implementation of its own.

    It knows the few words of these tests and nothing of ``press.copy.changes``.
    """
    if before["headline"] != after["headline"]:
        return EVERY
    texts = [
        "".join(r["text"] for b in c["blocks"] for r in b["runs"])
        for c in (before, after)
    ]
    old, new = ([re.sub("[，、]", "", s) for s in t.split("。") if s] for t in texts)
    if "".join(old) == "".join(new) or _is_subsequence(new, old):
        return set()
    facts = [
        re.findall(
            r"\d+|王强|王刚|副市长|市长", "".join(s for s in each if s not in both)
        )
        for each, both in ((old, new), (new, old))
    ]
    came = [s for s in new if s not in old]
    return EVERY if came and facts[0] != facts[1] else LATER


def _is_subsequence(short: list[str], long: list[str]) -> bool:
    left = iter(long)
    return all(one in left for one in short)


class Newsroom(RuleBasedStateMachine):
    """Four people of changing roles act on a piece and its copies by every door."""

    people: list[int]
    pieces: list[int]

    @initialize(flagged=st.booleans())
    def receive(self, flagged: bool) -> None:
        """Begin a transaction that is rolled back after the run."""
        self.run = transaction.atomic()
        self.run.__enter__()
        piece = make_submission(headline="项目开工", blocks=paragraphs(TEXT))
        Submission.objects.filter(pk=piece.pk).update(
            flags=["sensitive"] if flagged else []
        )
        self.words = {"headline": "项目开工", "byline": piece.byline}
        roles = (StaffRole.EDITOR_IN_CHIEF,) * 3
        self.people = [make_user(role).pk for role in roles]
        self.people.append(make_user(StaffRole.EDITOR).pk)
        self.pieces = [piece.pk]

    def teardown(self) -> None:
        """Verify the ledger, then take everything back."""
        try:
            assert verify_ledger() == []
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    @rule(
        which=st.integers(0, 2),
        who=st.integers(0, 3),
        action=st.sampled_from(ACTIONS),
        door=st.sampled_from(ACTING),
    )
    def act(self, which: int, who: int, action: Action, door: Any) -> None:
        """Try anything, allowed or not, by any door."""
        door(self._piece(which), self._person(who), action)

    @rule(who=st.integers(0, 3), other=st.integers(0, 3), door=st.sampled_from(ACTING))
    def read_twice(self, who: int, other: int, door: Any) -> None:
        """Take the shortest way to two signatures, perhaps by one person."""
        door(self._piece(0), self._person(who), Action.SIGN_FIRST_READ)
        door(self._piece(0), self._person(other), Action.SIGN_SECOND_READ)

    @rule(
        which=st.integers(0, 2),
        who=st.integers(0, 3),
        edit=st.sampled_from(sorted(EDITS)),
        retitled=st.sampled_from((False, False, False, True)),
        agrees=st.booleans(),
        door=st.sampled_from(SAVING),
    )
    def change(
        self, which: int, who: int, edit: str, retitled: bool, agrees: bool, door: Any
    ) -> None:
        """Edit by a class of the table, by any door, agreeing to what falls or not."""
        piece = self._piece(which)
        text = EDITS[edit]("".join(r["text"] for b in piece.body for r in b["runs"]))
        headline = (
            toggled(piece.headline, "开工", "竣工") if retitled else piece.headline
        )
        if not text.strip("。"):
            return
        before = piece.current_version.number
        door(piece, self._person(who), text=text, headline=headline, agrees=agrees)
        self._nothing_fell_unasked(piece.pk, before, agrees)

    @rule(who=st.integers(0, 3), role=st.sampled_from(StaffRole))
    def change_role(self, who: int, role: StaffRole) -> None:
        """Give a person another role."""
        user = self._person(who)
        user.groups.set(user.groups.model.objects.filter(name=role))

    @rule()
    def send_again(self) -> None:
        """The same words arrive once more, as a piece of their own."""
        if len(self.pieces) < 3:
            copy = make_submission(blocks=paragraphs(TEXT), **self.words)
            self.pieces.append(copy.pk)

    @invariant()
    def nobody_signs_two_reads_of_one_piece(self) -> None:
        """Void signatures count, and so do those under copies."""
        stages: dict[int, set[str]] = {}
        for read in Review.objects.filter(submission__in=self.pieces):
            stages.setdefault(read.reviewer_id, set()).add(read.stage)
        assert all(len(signed) == 1 for signed in stages.values())

    @invariant()
    def what_is_signed_is_what_was_read(self) -> None:
        assert INVARIANTS["I10"]() == (True, "")
        for read in Review.objects.filter(void_at=None).select_related("version"):
            way = read.submission.versions.filter(number__gte=read.version.number)
            copies = [version.copy for version in way.order_by("number")]
            pairs = [*pairwise(copies)]
            pairs += [(copies[0], copy) for copy in copies[1:]]
            assert not any(read.stage in naive(*pair) for pair in pairs)

    @invariant()
    def a_state_has_the_reads_it_needs(self) -> None:
        for piece in Submission.objects.filter(pk__in=self.pieces):
            valid = set(
                piece.reviews.filter(void_at=None).values_list("stage", flat=True)
            )
            if piece.status in HAVE_FIRST:
                assert ReviewStage.FIRST in valid
            if piece.status == Status.ACCEPTED:
                assert ReviewStage.SECOND in valid
            if ReviewStage.FINAL in valid:
                assert valid == set(ReviewStage)

    def _nothing_fell_unasked(self, pk: int, before: int, agrees: bool) -> None:
        """Whoever did not agree voided nothing."""
        fell = Review.objects.filter(
            submission=pk, void_cause="edit", void_version__number__gt=before
        )
        assert agrees or not fell.exists()

    def _piece(self, which: int) -> Submission:
        return Submission.objects.get(pk=self.pieces[which % len(self.pieces)])

    def _person(self, who: int) -> User:
        return User.objects.get(pk=self.people[who])


@two_efforts(quick=(14, 18), long=(150, 40))
@pytest.mark.django_db
def test_no_order_of_acts_signs_twice_or_leaves_a_stale_signature(effort):
    run_state_machine_as_test(Newsroom, settings=effort)
