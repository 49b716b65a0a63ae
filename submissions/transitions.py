"""What can be done to a piece: the workflow as one table.

``services/workflow.py`` is the only reader that writes; screens read it to know which
buttons to show.
"""

from __future__ import annotations

from dataclasses import dataclass

from submissions.enums import Action, ReviewStage, Status


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: from which states an action leads where, and what it needs.

    ``target`` is None where the state does not change or is found in the history.  A
    piece that stands on a page stays there when a read of it is signed anew.
    ``signs`` is the read an action puts a signature under; ``voids`` the reads whose
    signatures no longer hold after it.
    """

    sources: tuple[Status, ...]
    target: Status | None
    verb: str
    needs_note: bool = False
    signs: ReviewStage | None = None
    voids: tuple[ReviewStage, ...] = ()
    by_author: bool = False  # the correspondent may do it too
    by_itself: bool = False  # follows from another act; nobody asks for it


S = Status
READ = (S.FIRST_READ, S.SECOND_READ)
ALL_READS = (ReviewStage.FIRST, ReviewStage.SECOND, ReviewStage.FINAL)

TABLE: dict[Action, Rule] = {
    Action.CLAIM: Rule((S.RECEIVED, *READ), None, "submission.claim"),
    Action.RELEASE_CLAIM: Rule((S.RECEIVED, *READ), None, "submission.claim"),
    Action.START_FIRST_READ: Rule((S.RECEIVED,), S.FIRST_READ, "submission.claim"),
    Action.SIGN_FIRST_READ: Rule(
        (S.RECEIVED, S.FIRST_READ, S.PLACED),
        S.SECOND_READ,
        "submission.sign_first_read",
        signs=ReviewStage.FIRST,
    ),
    Action.SIGN_SECOND_READ: Rule(
        (S.SECOND_READ, S.PLACED),
        S.ACCEPTED,
        "submission.sign_second_read",
        signs=ReviewStage.SECOND,
    ),
    Action.SEND_BACK: Rule(
        (S.SECOND_READ,),
        S.FIRST_READ,
        "submission.sign_second_read",
        needs_note=True,
        voids=ALL_READS,
    ),
    Action.RETURN: Rule(
        (S.RECEIVED, *READ, S.HELD),
        S.RETURNED,
        "submission.return",
        needs_note=True,
        voids=ALL_READS,
    ),
    Action.RESUBMIT: Rule(
        (S.RETURNED,), S.RECEIVED, "submission.claim", by_author=True
    ),
    Action.HOLD: Rule((S.RECEIVED, *READ, S.ACCEPTED), S.HELD, "submission.hold"),
    Action.RESUME: Rule((S.HELD,), None, "submission.hold"),
    Action.DECLINE: Rule(
        (S.RECEIVED, *READ, S.HELD), S.DECLINED, "submission.decline", needs_note=True
    ),
    Action.WITHDRAW: Rule(
        (S.RECEIVED, *READ, S.ACCEPTED, S.HELD, S.RETURNED),
        S.WITHDRAWN,
        "submission.decline",
        by_author=True,
    ),
    Action.KILL: Rule(
        (S.ACCEPTED, S.HELD), S.KILLED, "submission.kill", needs_note=True
    ),
    Action.JOIN: Rule(
        (S.RECEIVED, *READ, S.HELD, S.RETURNED),
        S.JOINED,
        "submission.edit",
        voids=ALL_READS,
        by_itself=True,
    ),
    Action.PLACE: Rule((S.ACCEPTED,), S.PLACED, "page.place"),
    Action.UNPLACE: Rule((S.PLACED,), None, "page.place"),
    Action.PUBLISH: Rule((S.PLACED,), S.PUBLISHED, "issue.release"),
    Action.UNPUBLISH: Rule((S.PUBLISHED,), S.PLACED, "issue.release", by_itself=True),
    Action.SIGN_FINAL_READ: Rule(
        (S.ACCEPTED, S.PLACED),
        None,
        "submission.sign_final_read",
        signs=ReviewStage.FINAL,
    ),
    Action.FALL_BACK: Rule(
        (S.SECOND_READ, S.ACCEPTED), None, "submission.edit", by_itself=True
    ),
}


def needs_note(action: Action) -> bool:
    """Tell whether an action asks for a reason."""
    return TABLE[action].needs_note
