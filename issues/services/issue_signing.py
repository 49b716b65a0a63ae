"""The signature under a whole issue, once every page of it is signed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.enums import PageStatus
from issues.exceptions import PageLocked, PageUnfit
from issues.models import Issue, IssueSignOff, Page, SignOff
from issues.services.conflicts import hard_sentences, issue_conflicts
from issues.services.freshness import require_fresh
from issues.services.page_changes import require_issue_open

SIGN = "issue.release"


def sign_issue(*, issue: Issue, signer: User, opinion: str = "") -> IssueSignOff:
    """Sign an issue whose pages are all signed; signing it twice is once."""
    policy.require(signer, SIGN, issue)
    with transaction.atomic():
        held = lock_issue(issue)
        require_issue_open(held)
        signed = valid_sign_off(held)
        if signed is None:
            pages = signed_pages(held)
            signed = write_sign_off(held, pages, signer, opinion.strip())
        elif signed.signed_by_id != signer.pk:
            raise PageLocked(
                _("%(issue)s has been signed off by %(name)s.")
                % {"issue": held.label, "name": signed.signed_by}
            )
    return signed


def void_issue_sign_off(*, issue: Issue, actor: User, reason: str) -> None:
    """Void the signature under an issue, where there is one; the reason stays."""
    signed = valid_sign_off(issue)
    if signed is None:
        return
    signed.void_at, signed.void_by, signed.void_reason = timezone.now(), actor, reason
    signed.save(update_fields=("void_at", "void_by", "void_reason"))
    data = {"reason": reason, "released": signed.released_at is not None}
    ledger.record(obj=issue, verb="issue.sign_off_voided", actor=actor, data=data)


def valid_sign_off(issue: Issue) -> IssueSignOff | None:
    """Return the signature that holds, if there is one."""
    found = IssueSignOff.objects.filter(issue=issue, void_at__isnull=True)
    return found.select_related("signed_by").first()


def lock_issue(issue: Issue) -> Issue:
    """Return an issue as it is now, held until the transaction ends."""
    found = Issue.objects.select_for_update(of=("self",))
    return found.select_related("supplement").get(pk=issue.pk)


def signed_pages(issue: Issue) -> list[Page]:
    """Return the locked pages of an issue; refuse unless each is signed as it is."""
    pages = list(
        issue.pages.select_for_update(of=("self",)).without_layout().order_by("number")
    )
    unsigned = [page.number for page in pages if page.status != PageStatus.SIGNED]
    if unsigned or not pages:
        raise Refused(
            _("These pages are not signed off yet: %(pages)s.")
            % {"pages": _(", ").join(str(number) for number in unsigned) or "–"},
            code="pages_unsigned",
        )
    for page in pages:
        require_fresh(page)
    return pages


def write_sign_off(
    issue: Issue, pages: Sequence[Page], signer: User, opinion: str
) -> IssueSignOff:
    """Write the signature under an issue without hard conflicts."""
    said = hard_sentences(issue_conflicts(issue))
    if said:
        raise PageUnfit(
            _("%(issue)s cannot be signed as it is: %(reasons)s")
            % {"issue": issue.label, "reasons": " ".join(said)}
        )
    live = SignOff.objects.filter(page__in=pages, void_at__isnull=True)
    hashes = dict(live.values_list("page__number", "snapshot__hash"))
    frozen = {str(number): hashes[number] for number in sorted(hashes)}
    signed = IssueSignOff.objects.create(
        issue=issue,
        pages=frozen,
        signed_by=signer,
        opinion=opinion,
        signed_at=timezone.now(),
    )
    data = {"pages": frozen, "opinion": opinion}
    ledger.record(obj=issue, verb="issue.signed", actor=signer, data=data)
    return signed
