"""The one door for a change of state.

``perform`` asks the policy, checks the state, writes by a conditional update, signs or
voids reads, records the transition and the ledger entry and writes the letter, all in
one transaction.  Nobody else assigns ``status``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.enums import READING, Action, ReviewStage, Status
from submissions.exceptions import AlreadyRead, WrongStatus
from submissions.models import Submission, Transition
from submissions.services import signatures
from submissions.services.copy import version_of
from submissions.services.mail.proposing import open_proposals
from submissions.services.notices import write_notice
from submissions.services.outside import refuse_out_for_clearance
from submissions.services.shelving import put_on_shelf
from submissions.services.tokens import link_until
from submissions.tag_enums import TagState
from submissions.transitions import TABLE, Rule

CLAIMING = (Action.CLAIM, Action.START_FIRST_READ)
# A piece must not lie because the one who claimed it is away.
GIVES_BACK_FOR_OTHERS = "submission.sign_second_read"


def perform(
    *,
    submission: Submission,
    action: Action,
    actor: User | None,
    note: str = "",
    expected_version: int | None = None,
    until: date | None = None,
) -> Submission:
    """Do an action to a piece and return the piece as it then is.

    ``until`` is for how long it is put on hold; nothing: as its section usually is.

    ``actor`` None is the correspondent.  Doing again what the same person has just
    done changes nothing.  Raises ``Refused`` with a sentence otherwise.
    """
    try:
        with transaction.atomic():
            piece = _locked(submission)
            if not _just_done(piece, action, actor):
                _check(
                    piece, action, actor, note=note, expected_version=expected_version
                )
                if action == Action.HOLD:
                    put_on_shelf(piece, until)
                _do(piece, action, actor, note)
    except IntegrityError as error:
        # Two requests at once: what the checks could not see, the database refuses.
        if "review" not in str(error):
            raise
        read = signatures.reads_by(actor, [submission.pk]).last() if actor else None
        raise AlreadyRead(
            signatures.twice(read, submission), code="already_read"
        ) from error
    submission.refresh_from_db()
    return submission


def available_actions(submission: Submission, user: User) -> tuple[Action, ...]:
    """Return what this person may do to the piece as it is now."""
    beside = signatures.other_reads(submission, user)
    missing = signatures.missing_reads(submission)
    return tuple(
        action
        for action, rule in TABLE.items()
        if submission.status in rule.sources
        and not rule.by_itself
        and policy.may(user, rule.verb, submission)
        and not (rule.signs and rule.signs in beside)
        and _is_due(rule, missing)
        and not (action == Action.PLACE and missing)
        and _claim_allows(submission, action, user)
    )


def _is_due(rule: Rule, missing: tuple[ReviewStage, ...]) -> bool:
    """Tell whether a read may be signed: the first of those that are missing."""
    return rule.signs is None or missing[:1] == (rule.signs,)


def _locked(submission: Submission) -> Submission:
    # The row is locked without its neighbours: an outer join cannot be locked.
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def _just_done(piece: Submission, action: Action, actor: User | None) -> bool:
    """Tell whether the last thing that happened is this very act of this person."""
    if action == Action.CLAIM:
        return actor is not None and piece.claimed_by_id == actor.pk
    last = piece.transitions.last()
    return (
        last is not None
        and last.action == action
        and last.actor_id == (actor.pk if actor else None)
        and last.to_status == piece.status
        and (piece.status not in TABLE[action].sources or _given_back(piece, action))
    )


def _given_back(piece: Submission, action: Action) -> bool:
    return action == Action.RELEASE_CLAIM and piece.claimed_by_id is None


def _check(
    piece: Submission,
    action: Action,
    actor: User | None,
    *,
    note: str,
    expected_version: int | None,
) -> None:
    rule = TABLE[action]
    if actor is not None:
        policy.require(actor, rule.verb, piece)
    elif not rule.by_author:
        raise Refused(_("Only the desk does this. Please write to the desk."))
    if rule.by_itself:
        raise Refused(
            _("“%(action)s” follows from a change of the words and is not done alone.")
            % {"action": action.label},
            code="by_itself",
        )
    if piece.status not in rule.sources:
        raise WrongStatus(_wrong_status(piece, action), code="wrong_status")
    if rule.needs_note and not note.strip():
        raise Refused(
            _("Please give a reason for “%(action)s”; the author will be told.")
            % {"action": action.label},
            code="note_missing",
        )
    _check_version(piece, expected_version)
    if actor is None:
        return
    _check_claim(piece, action, actor)
    if rule.signs:
        _check_read(piece, action, actor, rule)
    if action == Action.PLACE:
        refuse_unread(piece)


def _check_read(piece: Submission, action: Action, actor: User, rule: Rule) -> None:
    if rule.signs is not None:
        signatures.refuse_second_read(piece, actor, rule.signs)
    _refuse_not_due(piece, action, rule)
    if rule.signs == ReviewStage.FIRST:
        _refuse_open_guesses(piece)
    if rule.signs == ReviewStage.FINAL:
        refuse_out_for_clearance([piece.pk])


def _refuse_not_due(piece: Submission, action: Action, rule: Rule) -> None:
    missing = signatures.missing_reads(piece)
    if _is_due(rule, missing):
        return
    if not missing or rule.signs not in missing:
        said = _("“%(action)s” is not due: %(ref)s lacks no such signature.")
    else:
        said = _("“%(action)s” is not due: the “%(read)s” of %(ref)s comes first.")
    raise WrongStatus(
        said
        % {
            "action": action.label,
            "ref": piece.ref,
            "read": missing[0].label if missing else "",
        },
        code="read_not_due",
    )


def refuse_unread(piece: Submission) -> None:
    """Raise ``WrongStatus`` when a read of the piece itself is still to be signed."""
    missing = signatures.missing_reads(piece)
    if missing:
        raise WrongStatus(
            _("%(ref)s cannot go on a page before its “%(read)s” is signed.")
            % {"ref": piece.ref, "read": missing[0].label},
            code="read_missing",
        )


def _refuse_open_guesses(piece: Submission) -> None:
    """Let nobody sign words that a machine proposed and no person decided on."""
    count = open_proposals(piece)
    if count:
        raise Refused(
            _(
                "%(count)d guesses about %(ref)s are still open. Accept or change them"
                " first; one click accepts them all."
            )
            % {"count": count, "ref": piece.ref},
            code="proposals_open",
        )


def _check_version(piece: Submission, expected: int | None) -> None:
    if expected is not None and version_of(piece).number != expected:
        raise Refused(
            _(
                "%(ref)s has been changed since you opened it. "
                "Read the new version, then decide again."
            )
            % {"ref": piece.ref},
            code="version_changed",
        )


def _wrong_status(piece: Submission, action: Action) -> str:
    return _(
        "“%(action)s” is not possible: %(ref)s is “%(status)s”. "
        "Reload the page to see what has happened."
    ) % {
        "action": action.label,
        "ref": piece.ref,
        "status": piece.get_status_display(),
    }


def _claim_allows(piece: Submission, action: Action, user: User) -> bool:
    mine, free = piece.claimed_by_id == user.pk, piece.claimed_by_id is None
    if action == Action.RELEASE_CLAIM:
        return mine or (not free and policy.may(user, GIVES_BACK_FOR_OTHERS, piece))
    if action in CLAIMING:
        return free or (mine and action != Action.CLAIM)
    return mine or free or not TABLE[action].signs


def _check_claim(piece: Submission, action: Action, actor: User) -> None:
    """Keep two editors from working on one piece without knowing of each other."""
    if _given_back(piece, action):
        raise Refused(
            _("Nobody has claimed %(ref)s.") % {"ref": piece.ref}, code="not_claimed"
        )
    held = piece.claimed_by_id is not None and piece.claimed_by_id != actor.pk
    if held and not _claim_allows(piece, action, actor):
        raise Refused(
            _("%(name)s has claimed %(ref)s. Ask for it to be given back first.")
            % {"name": piece.claimed_by, "ref": piece.ref},
            code="claimed",
        )


def _do(piece: Submission, action: Action, actor: User | None, note: str) -> None:
    rule, before = TABLE[action], Status(piece.status)
    target = _target(piece, action, rule)
    data: dict[str, Any] = {"from": before.value, "to": target.value}
    if rule.signs and actor is not None:
        review = signatures.sign(piece, stage=rule.signs, reviewer=actor, note=note)
        data |= {"stage": rule.signs.value, "copy_hash": review.copy_hash}
        data["version"] = version_of(piece).number
    if rule.voids:
        data["voided"] = signatures.void(piece, rule.voids)
    _write(piece, before=before, target=target, claim=_claim(action, target, actor))
    Transition.objects.create(
        submission=piece,
        action=action,
        from_status=before,
        to_status=target,
        actor=actor,
        note=note,
        created_at=timezone.now(),
    )
    if note:
        data["note"] = note
    record(obj=piece, verb=f"submission.{action.value}", actor=actor, data=data)
    write_notice(piece, action=action, note=note)


def join_to(piece: Submission, earlier: Submission, *, actor: User) -> None:
    """Close a locked piece whose words have become a version of an earlier one.

    Called by ``seen.deciding`` in the transaction that takes the words over.
    """
    if piece.status not in TABLE[Action.JOIN].sources:
        raise WrongStatus(_wrong_status(piece, Action.JOIN), code="wrong_status")
    Submission.objects.filter(pk=piece.pk).update(duplicate_of=earlier)
    piece.tag_proposals.filter(state=TagState.OPEN).delete()
    _do(piece, Action.JOIN, actor, earlier.ref)


def unpublish(piece: Submission, *, actor: User) -> None:
    """Take a locked piece back to its page when its issue is reopened before print.

    Called by ``issues`` in the transaction that reopens the issue.
    """
    if piece.status not in TABLE[Action.UNPUBLISH].sources:
        raise WrongStatus(_wrong_status(piece, Action.UNPUBLISH), code="wrong_status")
    _do(piece, Action.UNPUBLISH, actor, "")


def fall_back(piece: Submission, *, actor: User | None) -> None:
    """Take a locked piece back to the read that an edit has voided, if it must.

    Called by ``voiding`` in the transaction of the save.  A piece on a page stays
    there, one on hold stays on hold: the page is not signed, nor the piece resumed
    past the missing read.
    """
    before = Status(piece.status)
    target = _as_read(piece, before)
    if before not in TABLE[Action.FALL_BACK].sources or target == before:
        return
    claim: dict[str, Any] = {"claimed_by": None, "claimed_at": None}
    _write(piece, before=before, target=target, claim=claim)
    piece.status, piece.claimed_by, piece.claimed_at = target, None, None
    Transition.objects.create(
        submission=piece,
        action=Action.FALL_BACK,
        from_status=before,
        to_status=target,
        actor=actor,
        created_at=timezone.now(),
    )
    record(
        obj=piece,
        verb=f"submission.{Action.FALL_BACK.value}",
        actor=actor,
        data={"from": before.value, "to": target.value},
    )


def _as_read(piece: Submission, status: Status) -> Status:
    """Return a state, or the one before it in which the missing read is signed."""
    missing = signatures.missing_reads(piece)
    if status in (Status.SECOND_READ, Status.ACCEPTED):
        if ReviewStage.FIRST in missing:
            return Status.FIRST_READ
        if ReviewStage.SECOND in missing:
            return Status.SECOND_READ
    return status


def _target(piece: Submission, action: Action, rule: Rule) -> Status:
    if rule.signs and piece.status == Status.PLACED:
        return Status.PLACED
    if action == Action.UNPLACE:
        return _as_read(piece, Status.ACCEPTED)
    if rule.target is not None:
        return rule.target
    if action == Action.RESUME:
        held = piece.transitions.filter(action=Action.HOLD).last()
        return _as_read(piece, Status(held.from_status)) if held else Status.RECEIVED
    if action == Action.CLAIM and piece.status == Status.RECEIVED:
        return Status.FIRST_READ
    return Status(piece.status)


def _claim(action: Action, target: Status, actor: User | None) -> dict[str, Any]:
    """Return who has the piece afterwards: a reader while it is being read."""
    if action in CLAIMING:
        return {"claimed_by": actor, "claimed_at": timezone.now()}
    stays = target in READING and action not in (
        Action.RELEASE_CLAIM,
        Action.SIGN_FIRST_READ,
        Action.SEND_BACK,
        Action.RESUME,
    )
    return {} if stays else {"claimed_by": None, "claimed_at": None}


def _write(
    piece: Submission, *, before: Status, target: Status, claim: dict[str, Any]
) -> None:
    now = timezone.now()
    # Whatever happens to a piece, its author may look for half a year from then on.
    changed = Submission.objects.filter(pk=piece.pk, status=before).update(
        status=target, updated_at=now, status_token_until=link_until(now), **claim
    )
    if not changed:
        raise WrongStatus(
            _("%(ref)s was changed at the same moment. Reload the page.")
            % {"ref": piece.ref},
            code="wrong_status",
        )
