"""The slip of a piece (稿签) as a PDF: what it is, who passed it, what was changed.

The same piece gives the same bytes: nothing on the sheet tells when it was asked for,
and the proof of the chain ends before the openings of the slip itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from desk.services.verifying import verify_chain
from press.composing.pdf import compose_pdf
from press.composing.slips import Slip, slip_layouts
from press.imaging.profile import default_profile
from press.makeup.model import PageLayout
from submissions.models import Submission
from submissions.services import slip_parts
from submissions.services.copy import current_copy

# Printed words are Chinese whatever language the reader's screen speaks.
PRINTED_IN = "zh-hans"
TITLE = "稿签"
TEXT = "文字（当前版本）"
TEXT_PRINTED = "文字（见报稿）"
OPENED = "submission.slip_opened"


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A slip as it leaves the house."""

    name: str
    pdf: bytes


@transaction.atomic
def open_slip(*, submission: Submission, actor: User) -> SlipFile:
    """Return the slip of a piece; who opened it is recorded, with the file's hash."""
    policy.require(actor, "submission.read", submission)
    pdf = slip_pdf([submission])
    data = {"sha256": hashlib.sha256(pdf).hexdigest()}
    record(obj=submission, verb=OPENED, actor=actor, data=data)
    return SlipFile(f"{submission.ref}-{TITLE}.pdf", pdf)


def slip_pdf(pieces: Sequence[Submission]) -> bytes:
    """Return the slips of some pieces, one after the other, as one file."""
    sheets: list[PageLayout] = []
    stamps: list[datetime] = []
    for piece in pieces:
        layouts, stamp = _slip(piece)
        sheets += layouts
        stamps.append(stamp)
    return compose_pdf(
        sheets,
        {},
        profile=default_profile(),
        title=f"{TITLE} {'、'.join(piece.ref for piece in pieces)}",
        stamp=max(stamps),
    )


def _slip(piece: Submission) -> tuple[tuple[PageLayout, ...], datetime]:
    """Return the pages of a slip, and when the last thing on it happened."""
    chain = verify_chain(piece)
    acts = [entry for entry in chain.entries if entry.verb != OPENED]
    reads = slip_parts.reads_of(piece)
    versions = slip_parts.versions_of(piece)
    with override(PRINTED_IN):
        printed = slip_parts.publication_of(piece)
        parts = (
            slip_parts.exclusive_term(piece),
            slip_parts.three_reads(piece, reads),
            slip_parts.clearance(piece),
            slip_parts.printed(printed),
            slip_parts.photographs(piece),
            slip_parts.version_history(piece, versions),
            slip_parts.proof(acts, chain.problem, reads),
        )
        slip = Slip(
            title=TITLE,
            foot=f"{TITLE}　{piece.ref}",
            facts=slip_parts.facts(piece),
            parts=tuple(part for part in parts if part is not None),
            text_heading=TEXT_PRINTED if printed else TEXT,
            copy=current_copy(piece),
        )
    return slip_layouts(slip), acts[-1].created_at if acts else piece.received_at
