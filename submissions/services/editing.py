"""Saving words: a new version, or a conflict that loses nothing.

What an edit does to signatures is the table of ``press.copy.changes``, applied by
``services.voiding`` with every new version; who saves by a form is asked before.  Each
edit is in the ledger.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from press.copy.counting import characters
from press.copy.model import Copy
from press.copy.serial import copy_hash, from_json
from submissions import limits
from submissions.enums import EDITABLE, Status
from submissions.exceptions import EditConflict, ReadsFall, WrongStatus
from submissions.models import Submission, Version
from submissions.services.copy import add_version, version_of
from submissions.services.tidying import tidy_copy
from submissions.services.voiding import Judgement, judge

__all__ = ["EditConflict", "ReadsFall", "refuse_unexpected", "save_copy"]

EDITABLE_ON_DESK = (*EDITABLE, Status.PLACED)
LINE_CHARACTERS = 200  # what the columns hold; the desk may go beyond the form's limit


def save_copy(
    *,
    submission: Submission,
    copy: Copy,
    author: User,
    expected_number: int,
    note: str = "",
    expected_voids: Collection[str] | None = None,
    verb: str = "submission.edit",
) -> Version:
    """Save words as a new version; unchanged words make none.

    ``expected_voids`` names the reads whose signatures the editor knows will fall; None
    asks nothing.  Raises ``EditConflict`` with the other version when somebody saved in
    between, ``ReadsFall`` when a signature would fall that is not among the expected.
    """
    copy = tidy_copy(copy)
    with transaction.atomic():
        piece = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        # Asked under the lock: a page may be signed while somebody saves.
        policy.require(author, verb, piece)
        _refuse(piece, copy, expected_number)
        current = version_of(piece)
        if current.copy_hash == copy_hash(copy):
            return current
        if expected_voids is not None:
            refuse_unexpected(piece, current, copy, expected_voids)
        version = add_version(piece, copy, author=author, note=note)
        record(
            obj=piece,
            verb="submission.edited",
            actor=author,
            data={
                "version": version.number,
                "copy_hash": version.copy_hash,
                "status": piece.status,
            },
        )
    submission.refresh_from_db()
    return version


def refuse_unexpected(
    piece: Submission, current: Version, copy: Copy, expected: Collection[str]
) -> None:
    """Raise ``ReadsFall`` when new words void a signature that is not expected."""
    judged = judge(piece, from_json(current.copy), copy)
    if not judged.stages <= frozenset(expected):
        said = _sentence(piece, judged)
        raise ReadsFall(said, judgement=judged, judged_hash=copy_hash(copy))


def _sentence(piece: Submission, judged: Judgement) -> str:
    names = [
        _("%(read)s of %(name)s")
        % {"read": fall.read.get_stage_display(), "name": fall.read.reviewer}
        for fall in judged.falls
    ]
    return _(
        "With these changes the signatures under %(ref)s fall: %(reads)s. Nothing is"
        " saved yet; look at the changes, then save again if they must be."
    ) % {"ref": piece.ref, "reads": _(", ").join(names)}


def refuse_closed(piece: Submission) -> None:
    """Raise ``WrongStatus`` when the words of a piece are no longer changed."""
    if piece.status not in EDITABLE_ON_DESK:
        raise WrongStatus(
            _("%(ref)s is “%(status)s” and is not edited any more.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="wrong_status",
        )


def _refuse(piece: Submission, copy: Copy, expected_number: int) -> None:
    refuse_closed(piece)
    current = version_of(piece)
    if current.number != expected_number:
        raise EditConflict(
            _(
                "%(name)s saved version %(number)d of %(ref)s after you opened it. "
                "Nothing of yours is lost: compare both, then save again."
            )
            % {
                "name": current.author or piece.contact_name,
                "number": current.number,
                "ref": piece.ref,
            },
            version=current,
        )
    _refuse_words(copy)


def _refuse_words(copy: Copy) -> None:
    if not (copy.headline or copy.pictures or any(block.text for block in copy.blocks)):
        raise WrongStatus(_("Nothing would be left of the piece."), code="empty")
    lines = (copy.kicker, copy.headline, copy.deck, copy.dateline, copy.byline)
    if any(len(line) > LINE_CHARACTERS for line in lines):
        raise WrongStatus(
            _("A line of the headline has more than %(most)d characters. Shorten it.")
            % {"most": LINE_CHARACTERS},
            code="too_long",
        )
    count = characters(copy)
    if count > limits.BODY_CHARACTERS * 2:
        raise WrongStatus(
            _("The text has %(count)d characters; that is more than a page holds.")
            % {"count": count},
            code="too_long",
        )
