"""Decide about marks: one becomes an edit of its story, or the words stand.

An edit goes the way of every other: a new version by ``save_copy``, with the table of
what it voids.  Marks of one story that are taken together become one version.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from issues.models import Proof, ProofMark
from issues.proof_enums import MarkState, ProofState
from issues.services.proofing.frozen import FrozenStory, stories_of
from issues.services.proofing.making import (
    MARK,
    lock_proof,
    note,
    require_decided,
    require_state,
)
from press.copy.model import Copy
from press.copy.spots import Spot, find_again, patched, text_of
from submissions.models import Submission, Version
from submissions.services.copy import current_copy, version_of
from submissions.services.editing import save_copy

DECIDE = "proof.decide"
LONGEST_REMARK = 200  # characters
DECIDABLE = (ProofState.OPEN, ProofState.READ)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of marks: those taken, with their versions, and those that stay."""

    marks: tuple[ProofMark, ...]
    left: tuple[ProofMark, ...]


def take_mark(
    *, mark: ProofMark, actor: User, expected_voids: Collection[str] | None = None
) -> ProofMark:
    """Let a mark become an edit of its story; taking it twice is once.

    ``expected_voids`` are the reads that may fall; None asks nothing.  Raises
    ``ReadsFall`` when another would, ``Refused`` when the words have changed there.
    """
    if mark.state == MarkState.TAKEN:
        return mark
    taken = take_marks(
        proof=mark.proof, numbers=[mark.number], actor=actor, expected=expected_voids
    )
    if taken.left:
        raise _unplaced(mark)
    mark.refresh_from_db()
    return mark


def take_marks(
    *,
    proof: Proof,
    actor: User,
    numbers: Collection[int] | None = None,
    expected: Collection[str] | None = None,
) -> Taken:
    """Take open marks of a proof, all by default; each story gets one new version.

    Marks whose words no longer stand where they were, and mere notes, are left open.
    """
    with transaction.atomic():
        held = _held(proof, actor)
        rows = held.marks.select_for_update(of=("self",)).filter(state=MarkState.OPEN)
        wanted = list(rows if numbers is None else rows.filter(number__in=numbers))
        if numbers is not None and not wanted:
            raise Refused(
                _("These marks have been decided already; reload the page."),
                code="mark_decided",
            )
        taken: list[ProofMark] = []
        for story in stories_of(held):
            own = [each for each in wanted if each.submission_id == story.submission]
            if own:
                taken += _take(held, story, own, actor, expected)
        if taken:
            told = [mark.number for mark in taken]
            note(held, "proof.marks_taken", actor, marks=told)
    left = tuple(mark for mark in wanted if mark.state == MarkState.OPEN)
    return Taken(tuple(taken), left)


def _take(
    proof: Proof,
    story: FrozenStory,
    marks: Sequence[ProofMark],
    actor: User,
    expected: Collection[str] | None,
) -> list[ProofMark]:
    """Save the marks of one story as a version; those without a place are left."""
    piece = Submission.objects.select_related("current_version").get(
        pk=story.submission
    )
    number = version_of(piece).number
    copy, taken = _edited(story.copy, current_copy(piece), marks)
    if not taken:
        return []
    version = save_copy(
        submission=piece,
        copy=copy,
        author=actor,
        expected_number=number,
        note=_remark(proof, taken),
        expected_voids=expected,
    )
    for mark in taken:
        decide(mark, MarkState.TAKEN, actor, version=version)
    return taken


def _remark(proof: Proof, marks: Sequence[ProofMark]) -> str:
    """Return what the new version says of itself, as far as there is room."""
    numbers = _(", ").join(str(mark.number) for mark in marks)
    words = {"proof": proof.label, "marks": numbers}
    return (_("%(proof)s, marks %(marks)s") % words)[:LONGEST_REMARK]


def _edited(
    frozen: Copy, now: Copy, marks: Sequence[ProofMark]
) -> tuple[Copy, list[ProofMark]]:
    """Return the words with the marks put in, from the last place to the first."""
    copy, taken = now, []
    for mark in sorted(marks, key=lambda each: each.offset or 0, reverse=True):
        spot = _place_now(frozen, copy, mark)
        if spot is not None:
            copy = patched(copy, spot, len(mark.wrong), mark.right)
            taken.append(mark)
    return copy, sorted(taken, key=lambda each: each.number)


def _place_now(frozen: Copy, copy: Copy, mark: ProofMark) -> Spot | None:
    """Return where the words of a mark stand now; None when that cannot be said."""
    if mark.offset is None or not (mark.wrong or mark.right):
        return None
    spot = Spot(mark.part, mark.offset)
    if not text_of(frozen, mark.part).startswith(mark.wrong, mark.offset):
        return None
    return find_again(frozen, copy, spot, len(mark.wrong))


def refuse_mark(*, mark: ProofMark, actor: User, reason: str) -> ProofMark:
    """Let the words stand as they are; the reason is kept with the mark."""
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Say why the words stand as they are; the reason is kept."),
            code="reason_missing",
        )
    return _settle(mark, MarkState.REFUSED, actor, reason)


def settle_mark(*, mark: ProofMark, actor: User, reason: str = "") -> ProofMark:
    """Say that what a mark asks for has been set right by hand."""
    return _settle(mark, MarkState.DONE, actor, reason.strip())


def _settle(mark: ProofMark, state: MarkState, actor: User, reason: str) -> ProofMark:
    with transaction.atomic():
        held = _held(mark.proof, actor, own=mark)
        row = held.marks.select_for_update(of=("self",)).get(pk=mark.pk)
        if row.state == state:
            return row
        if row.state != MarkState.OPEN:
            raise Refused(
                _("Mark %(number)d has been decided: “%(state)s”.")
                % {"number": row.number, "state": row.get_state_display()},
                code="mark_decided",
            )
        decide(row, state, actor, reason=reason)
        note(held, f"proof.mark_{state.value}", actor, mark=row.number, reason=reason)
    mark.refresh_from_db()
    return mark


def decide(
    mark: ProofMark,
    state: MarkState,
    actor: User,
    *,
    reason: str = "",
    version: Version | None = None,
) -> None:
    """Write a decision; under the lock of the proof."""
    mark.state, mark.decided_by, mark.decided_at = state, actor, timezone.now()
    mark.decision, mark.version = reason[:300], version
    mark.save(
        update_fields=("state", "decided_by", "decided_at", "decision", "version")
    )


def close_proof(*, proof: Proof, actor: User) -> Proof:
    """Close a round: it has been read, and every mark is decided."""
    with transaction.atomic():
        held = lock_proof(proof)
        policy.require(actor, DECIDE, held)
        if held.state == ProofState.CLOSED:
            return held
        require_state(held, ProofState.READ)
        require_decided(held)
        held.state, held.closed_by = ProofState.CLOSED, actor
        held.closed_at = timezone.now()
        held.save(update_fields=("state", "closed_by", "closed_at"))
        note(held, "proof.closed", actor, marks=held.marks.count())
    proof.refresh_from_db()
    return proof


def _held(proof: Proof, actor: User, *, own: ProofMark | None = None) -> Proof:
    """Return the locked proof; a reader may settle her own mark while she reads."""
    held = lock_proof(proof)
    hers = own is not None and own.made_by_id == actor.pk == held.reader_id
    reads = hers and held.state == ProofState.OPEN
    policy.require(actor, MARK if reads else DECIDE, held)
    require_state(held, *DECIDABLE)
    return held


def _unplaced(mark: ProofMark) -> Refused:
    return Refused(
        _(
            "The words of mark %(number)d no longer stand where they were; change the"
            " piece itself, then say that the mark is set right."
        )
        % {"number": mark.number},
        code="mark_unplaced",
    )
