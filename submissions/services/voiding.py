"""What an edit does to signatures: the table of ``press.copy.changes``, applied.

A signature falls when either step says so: from what was signed to the new words, or
from the words before to the new ones.  The first keeps two harmless edits from adding
up to a graver one (a comma made a full stop, then the half cut as a “sentence”); the
second keeps each pair of versions provable by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from desk.services.ledger import record
from press.copy.changes.finding import changes_between
from press.copy.changes.model import VOIDS, Change, Finding, Signature
from press.copy.diff import Op, differences
from press.copy.model import Copy
from press.copy.serial import from_json
from submissions.enums import ReviewStage
from submissions.exceptions import PageSigned
from submissions.models import Review, Submission, Version
from submissions.services import signatures
from submissions.services.workflow import fall_back

MOST_MARKS = 50  # changes of marks listed in one entry of the ledger
MOST_OF_MARKS = 20  # characters of one of them


@dataclass(frozen=True, slots=True)
class Fall:
    """A signature that may not stay, and the classes of change that void it."""

    read: Review
    changes: frozenset[Change]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What new words change, and which signatures fall with them."""

    findings: tuple[Finding, ...]
    falls: tuple[Fall, ...]
    stays: tuple[tuple[Review, frozenset[Change]], ...] = ()

    @property
    def stages(self) -> frozenset[str]:
        """Return the reads that fall."""
        return frozenset(fall.read.stage for fall in self.falls)


def signature_of(read: Review) -> Signature:
    """Return which column of the table a read is."""
    return Signature.PAGE if read.on_page else Signature(read.stage)


def judge(piece: Submission, before: Copy, after: Copy) -> Judgement:
    """Judge new words against every valid signature of a piece."""
    reads = signatures.valid_reads(piece).select_related("version", "reviewer")
    signed = list(reads.order_by("signed_at", "pk"))
    if not signed:  # most edits: nothing is compared
        return Judgement((), ())
    step = changes_between(before, after)
    falls, stays = [], []
    for read in signed:
        net = changes_between(from_json(read.version.copy), after)
        classes = frozenset(found.change for found in (*step, *net))
        mine = signature_of(read)
        voiding = frozenset(change for change in classes if mine in VOIDS[change])
        if voiding:
            falls.append(Fall(read, voiding))
        else:
            stays.append((read, classes))
    return Judgement(step, tuple(falls), tuple(stays))


def follow_version(piece: Submission, version: Version, author: Any) -> None:
    """Let fall what may not stay under a new version, and note what stays.

    In the transaction of the save; the piece goes back to the read that is missing.
    """
    before = piece.versions.filter(number=version.number - 1).first()
    if before is None or before.copy_hash == version.copy_hash:
        return
    judged = judge(piece, from_json(before.copy), from_json(version.copy))
    if not (judged.falls or judged.stays):
        return
    _refuse_under_page(piece, judged.falls)
    for fall in judged.falls:
        signatures.void_by_edit(fall.read, version, fall.changes)
    for read, classes in judged.stays:
        signatures.cover(read, version, classes)
    _record(piece, version, author, judged)
    if judged.falls:
        fall_back(piece, actor=author)


def _refuse_under_page(piece: Submission, falls: Iterable[Fall]) -> None:
    """Refuse what would change the words under the signature of a page."""
    if any(fall.read.on_page for fall in falls):
        raise PageSigned(
            _(
                "%(ref)s stands on a page that has been signed; the sign-off must be"
                " withdrawn before anything of the piece is changed."
            )
            % {"ref": piece.ref},
            code="page_signed",
        )


def _record(
    piece: Submission, version: Version, author: Any, judged: Judgement
) -> None:
    """Write down the classes, the marks, and what fell; no word of the piece."""
    classes = sorted({found.change for found in judged.findings})
    marks = [
        list(_marks_of(found.before, found.after))
        for found in judged.findings
        if found.change is Change.MARKS
    ]
    data: dict[str, Any] = {
        "version": version.number,
        "copy_hash": version.copy_hash,
        "changes": classes,
        "marks": marks[:MOST_MARKS],
        "stays": [signature_of(read).value for read, _classes in judged.stays],
    }
    record(obj=piece, verb="submission.change_classed", actor=author, data=data)
    if judged.falls:
        voided = [
            {
                "stage": fall.read.stage,
                "review": fall.read.pk,
                "changes": sorted(fall.changes),
            }
            for fall in judged.falls
        ]
        data = {"version": version.number, "voided": voided}
        record(obj=piece, verb="submission.reads_voided", actor=author, data=data)


def _marks_of(before: str, after: str) -> tuple[str, str]:
    """Return the marks that went and came; the words are no matter for the ledger."""
    parts = differences(before, after)
    gone, come = (
        "".join(part.text for part in parts if part.op is op)
        for op in (Op.DELETE, Op.INSERT)
    )
    return _unworded(gone), _unworded(come)


def _unworded(text: str) -> str:
    return "".join(char for char in text if not char.isalnum())[:MOST_OF_MARKS]


def stages_in(names: Iterable[str]) -> frozenset[str]:
    """Return the known reads among some names."""
    return frozenset(names) & set(ReviewStage.values)
