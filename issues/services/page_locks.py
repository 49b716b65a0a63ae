"""Lock a page as its editor wants it, so that no make-up or move touches it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.models import Page
from issues.services.page_changes import lock_page, require_issue_open

FIELDS = ("locked_by", "locked_at", "lock_reason")


def lock_for_editor(*, page: Page, actor: User, reason: str = "") -> Page:
    """Lock a page; locking it twice keeps the first lock."""
    policy.require(actor, "page.place", page)
    with transaction.atomic():
        held = lock_page(page)
        require_issue_open(held.issue)
        if held.locked_at is None:
            held.locked_by, held.locked_at = actor, timezone.now()
            held.lock_reason = reason.strip()[:200]
            held.save(update_fields=FIELDS)
            data = {"reason": held.lock_reason}
            ledger.record(obj=held, verb="page.locked", actor=actor, data=data)
    page.refresh_from_db(fields=FIELDS)
    return page


def unlock_for_editor(*, page: Page, actor: User) -> Page:
    """Take the lock off a page, whoever set it; without a lock nothing happens."""
    policy.require(actor, "page.place", page)
    with transaction.atomic():
        held = lock_page(page)
        require_issue_open(held.issue)
        if held.locked_at is not None:
            held.locked_by, held.locked_at, held.lock_reason = None, None, ""
            held.save(update_fields=FIELDS)
            ledger.record(obj=held, verb="page.unlocked", actor=actor)
    page.refresh_from_db(fields=FIELDS)
    return page
