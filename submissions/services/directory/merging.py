"""Two rows that are one person: merged, and parted again when it was a mistake."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from submissions.models import (
    BylineCredit,
    CallRecipient,
    Correspondent,
    CorrespondentAddress,
    CorrespondentMerge,
    CorrespondentNote,
    Submission,
)
from submissions.services.directory.knowing import KEEP, emails_of

# What belongs to a person, and moves with her.
MOVED = {
    "pieces": Submission,
    "credits": BylineCredit,
    "notes": CorrespondentNote,
    "calls": CallRecipient,
}


@transaction.atomic
def merge_correspondents(
    *, source: Correspondent, target: Correspondent, actor: User
) -> CorrespondentMerge:
    """Let one row stand for both: pieces, credits, notes and addresses move to it.

    The other row stays, without them; ``undo_merge`` gives back what moved.
    """
    policy.require(actor, KEEP)
    held = _locked(source, target)
    source, target = held[source.pk], held[target.pk]
    _refuse(source, target)
    moved: dict[str, list[int]] = {}
    for kind, model in MOVED.items():
        rows: Any = model._default_manager.filter(correspondent=source)
        moved[kind] = list(rows.values_list("pk", flat=True))
        rows.update(correspondent=target)
    moved["addresses"] = _lend_addresses(source, target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    merge = CorrespondentMerge.objects.create(
        source=source, target=target, moved=moved, merged_by=actor
    )
    told = {"into": target.pk, "merge": merge.pk, "pieces": len(moved["pieces"])}
    record(obj=source, verb="correspondent.merged", actor=actor, data=told)
    told = {"from": source.pk, "merge": merge.pk, "pieces": len(moved["pieces"])}
    record(obj=target, verb="correspondent.took_in", actor=actor, data=told)
    return merge


@transaction.atomic
def undo_merge(*, merge: CorrespondentMerge, actor: User) -> Correspondent:
    """Part two people again: what moved goes back, unless it was given to a third."""
    policy.require(actor, KEEP)
    held = _locked(merge.source, merge.target)
    source, target = held[merge.source_id], held[merge.target_id]
    row = CorrespondentMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if row.undone_at is not None:
        return source
    if target.merged_into_id is not None:
        raise Refused(
            _("%(name)s was merged on meanwhile; undo that first.")
            % {"name": target.name},
            code="merged_on",
        )
    for kind, model in MOVED.items():
        rows: Any = model._default_manager.filter(
            pk__in=row.moved.get(kind, ()), correspondent=target
        )
        rows.update(correspondent=source)
    lent = CorrespondentAddress.objects.filter(pk__in=row.moved.get("addresses", ()))
    lent.filter(correspondent=target).delete()
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    row.undone_at, row.undone_by = timezone.now(), actor
    row.save(update_fields=["undone_at", "undone_by"])
    told = {"merge": row.pk, "other": target.pk}
    record(obj=source, verb="correspondent.merge_undone", actor=actor, data=told)
    told = {"merge": row.pk, "other": source.pk}
    record(obj=target, verb="correspondent.merge_undone", actor=actor, data=told)
    return source


def _locked(*rows: Correspondent) -> dict[int, Correspondent]:
    """Return the rows, held in one order whoever is named first."""
    ids = sorted(row.pk for row in rows)
    held = Correspondent.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    return {row.pk: row for row in held.order_by("pk")}


def _refuse(source: Correspondent, target: Correspondent) -> None:
    if source.pk == target.pk:
        raise Refused(_("Choose another correspondent."), code="same")
    for row in (source, target):
        if row.merged_into_id is not None:
            raise Refused(
                _("%(name)s has been merged already; open the one who stands for her.")
                % {"name": row.name},
                code="merged",
            )


def _lend_addresses(source: Correspondent, target: Correspondent) -> list[int]:
    """Let the addresses of one lead to the other; return the rows made for it."""
    hers = set(emails_of(target))
    new = [email for email in emails_of(source) if email not in hers]
    rows = [CorrespondentAddress(correspondent=target, email=email) for email in new]
    return [row.pk for row in CorrespondentAddress.objects.bulk_create(rows)]
