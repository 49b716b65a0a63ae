"""The house's rules for rounds of proofreading, each in one place.

Source: 三校 on 小样, 大样, 清样, and no two rounds in a row by the same eyes; changes
after make-up at most 20 per 1,000 characters (《报纸安全出版规定》 of a daily).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from issues.models import Page, Proof
from issues.proof_enums import ProofKind, ProofState, Round
from submissions.models import Submission

FIRST_ROUND, LAST_ROUND = 1, 3
# What a page is printed as in its rounds; a story before make-up is always a galley.
KIND_OF_ROUND = {1: ProofKind.PAGE, 2: ProofKind.PAGE, 3: ProofKind.PRESS}
# The rounds that a page needs before it is signed, where the supplement requires them.
REQUIRED_ROUNDS = (1, 2, 3)
# Characters changed after make-up, of 1,000 of the story.
MOST_CHANGED = 20


def proofs_of(subject: Page | Submission) -> QuerySet[Proof]:
    """Return the proofs of a page, or the galleys of a story, void ones too."""
    if isinstance(subject, Page):
        return Proof.objects.filter(page=subject)
    return Proof.objects.filter(submission=subject)


def chain_of(proof: Proof) -> QuerySet[Proof]:
    """Return all proofs of what a proof is of."""
    if proof.page_id is not None:
        return Proof.objects.filter(page=proof.page_id)
    return Proof.objects.filter(submission=proof.submission_id)


def kind_of(subject: Page | Submission, number: int) -> ProofKind:
    """Return what is printed in a round."""
    galley = not isinstance(subject, Page)
    return ProofKind.GALLEY if galley else KIND_OF_ROUND[number]


def next_round(proofs: Iterable[Proof]) -> int:
    """Return the round that is due: the one after the last that was closed."""
    closed = [each.round for each in proofs if each.state == ProofState.CLOSED]
    return min(max(closed, default=0) + 1, LAST_ROUND)


def rounds_missing(proofs: Iterable[Proof]) -> tuple[int, ...]:
    """Return the required rounds of a page that nobody has closed yet."""
    closed = {each.round for each in proofs if each.state == ProofState.CLOSED}
    return tuple(each for each in REQUIRED_ROUNDS if each not in closed)


def round_name(number: int) -> str:
    return str(Round(str(number)).label)


def require_due(proofs: Iterable[Proof], number: int) -> None:
    """Refuse a round while another runs, and one that is out of its order.

    A round that was closed last may be printed anew: what it changed is looked at.
    """
    known = list(proofs)
    running = next((each for each in known if each.is_running), None)
    if running is not None:
        raise Refused(
            _("“%(proof)s” is not closed yet; close it, or void it with a reason.")
            % {"proof": running.label},
            code="proof_running",
        )
    due = next_round(known)
    closed = {each.round for each in known if each.state == ProofState.CLOSED}
    if number != due and not (number in closed and number == max(closed)):
        raise Refused(
            _("The %(due)s is due, not the %(asked)s.")
            % {"due": round_name(due), "asked": _asked(number)},
            code="round_not_due",
        )


def _asked(number: int) -> str:
    known = FIRST_ROUND <= number <= LAST_ROUND
    return round_name(number) if known else str(number)


def beside(user: Any, proof: Proof) -> Proof | None:
    """Return the round before or after a proof that this person reads, if any."""
    rounds = (proof.round - 1, proof.round + 1)
    found = chain_of(proof).filter(reader=user, round__in=rounds)
    return found.exclude(state=ProofState.VOID).first()


def refuse_following_round(user: Any, obj: Any) -> str | None:
    """Refuse a reader who read the round before or reads the one after.

    A rule of the policy; superusers are bound by it too.
    """
    other = beside(user, obj) if isinstance(obj, Proof) else None
    if other is None:
        return None
    return _(
        "You are the reader of the %(other)s; two rounds in a row are read by two"
        " people."
    ) % {"other": other.round_label}
