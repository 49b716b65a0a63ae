"""Where a piece is filed: kind, section, tags, deadline; no part of what is signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.models import Section, Submission
from submissions.services.tagging.deciding import follow_hand, keep_rows
from submissions.services.tagging.naming import tags_named


def file_piece(
    *,
    submission: Submission,
    actor: User,
    kind: str,
    section: Section | None,
    tags: Iterable[str],
    deadline: datetime | None,
) -> Submission:
    """Set kind, section, tags and deadline; a change is recorded in the ledger."""
    policy.require(actor, "submission.edit", submission)
    with transaction.atomic():
        piece = Submission.objects.select_for_update().get(pk=submission.pk)
        before = _facts(piece)
        piece.kind, piece.section, piece.deadline = kind, section, deadline
        piece.save(update_fields=["kind", "section", "deadline", "updated_at"])
        piece.tags.set(keep_rows(piece, tags_named(tags)))
        after = _facts(piece)
        if after != before:
            data = {"before": before, "after": after}
            record(obj=piece, verb="submission.filed", actor=actor, data=data)
            follow_hand(piece, actor)
    return piece


def file_under(*, submission: Submission, section: Section, actor: User) -> Submission:
    """Set the section of a piece and leave the rest of its filing as it is."""
    return file_piece(
        submission=submission,
        actor=actor,
        kind=submission.kind,
        section=section,
        tags=submission.tags.values_list("name", flat=True),
        deadline=submission.deadline,
    )


def _facts(piece: Submission) -> dict[str, object]:
    return {
        "kind": piece.kind,
        "section": piece.section.name if piece.section else "",
        "deadline": piece.deadline.isoformat() if piece.deadline else "",
        "tags": sorted(piece.tags.values_list("name", flat=True)),
    }
