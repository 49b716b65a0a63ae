"""What a submission's room shows of its galleys (小样), and of marks on its words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from desk.policy import policy
from issues.proof_forms import ReaderForm
from issues.services.proofing.making import MAKE
from issues.services.proofing.reach import readers_for, with_counts
from issues.services.proofing.rules import next_round, proofs_of, round_name
from submissions.enums import CLOSED
from submissions.models import Submission


def galley_panel(submission: Submission, request: HttpRequest) -> dict[str, Any] | None:
    """Return the galleys of a piece and the form for the next; None for onlookers."""
    if not policy.may(request.user, "issue.view"):
        return None
    chain = proofs_of(submission)
    rows = list(with_counts(chain.select_related("reader")).order_by("made_at", "pk"))
    may_make = policy.may(request.user, MAKE) and submission.status not in CLOSED
    if not rows and not may_make:
        return None
    number = next_round(rows)
    return {
        "rows": rows,
        "may_make": may_make and not any(row.is_running for row in rows),
        "next_label": round_name(number),
        "form": ReaderForm(readers=readers_for(chain, number), auto_id="galley-%s"),
    }
