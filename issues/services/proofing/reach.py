"""Who sees which proofs: pages are everybody's, a galley is its piece's readers'."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from desk.duties import roles_with
from desk.models import User
from desk.policy import policy
from issues.models import Proof
from issues.proof_enums import MarkState, ProofState
from submissions.services.reach import within_reach


def proofs_for(user: Any) -> QuerySet[Proof]:
    """Return the proofs a person may see, with what a list says of them."""
    mine = within_reach(user, "submission")
    found = Proof.objects.filter(Q(submission=None) | mine) if mine else Proof.objects
    return (
        found.all()
        .select_related(
            *("page__issue__supplement", "page__grid", "submission", "reader"),
            *("made_by", "job"),
        )
        .defer("page__layout", "submission__body", "submission__contact_phone")
    )


def require_seen(user: Any, proof: Proof) -> None:
    """Refuse who may not look at issues, and a galley whose piece she may not read."""
    policy.require(user, "issue.view")
    if proof.submission is not None:
        policy.require(user, "submission.read", proof.submission)


def with_counts(proofs: QuerySet[Proof]) -> QuerySet[Proof]:
    """Count the marks of each proof, and those still open."""
    return proofs.annotate(
        mark_total=Count("marks"),
        mark_open=Count("marks", filter=Q(marks__state=MarkState.OPEN)),
    )


def waiting_for(user: Any) -> QuerySet[Proof]:
    """Return the proofs a person is to read, the one that is due first."""
    mine = proofs_for(user).filter(reader=user, state=ProofState.OPEN)
    return mine.order_by("due_at", "made_at")


def readers_for(chain: QuerySet[Proof], number: int) -> QuerySet[User]:
    """Return who may read a round: proofreads at all, and no round beside it."""
    roles = [role.value for role in roles_with("proof.mark")]
    beside = chain.filter(round__in=(number - 1, number + 1), reader__isnull=False)
    taken = beside.exclude(state=ProofState.VOID).values("reader")
    found = User.objects.filter(is_active=True).filter(
        Q(groups__name__in=roles) | Q(is_superuser=True)
    )
    return found.exclude(pk__in=taken).distinct().order_by("display_name", "username")
