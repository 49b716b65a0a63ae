"""The way of staff to one piece: found, and asked for at the policy."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from desk.policy import policy
from submissions.models import Submission


def piece_for(
    user: Any, rows: QuerySet[Submission] | None = None, **lookup: Any
) -> Submission:
    """Return a piece that a person may read; 404 without it, ``NotAllowed`` else."""
    found = Submission.objects.all() if rows is None else rows
    piece = get_object_or_404(found, **lookup)
    policy.require(user, "submission.read", piece)
    return piece
