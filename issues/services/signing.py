"""The final read: a third person signs the page as it stands, or takes that back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services import ledger
from issues.enums import PageStatus
from issues.exceptions import PageChanged, PageLocked, PageUnfit
from issues.models import Page, SignOff, Snapshot
from issues.services.conflicts import hard_sentences, page_conflicts
from issues.services.finding_words import finding_sentence
from issues.services.freshness import require_fresh
from issues.services.issue_signing import void_issue_sign_off
from issues.services.page_changes import follow_pages, lock_page, require_issue_open
from issues.services.snapshots import freeze_page
from submissions.enums import ReviewStage, VoidCause
from submissions.models import Review, Submission, Version
from submissions.services.outside import refuse_out_for_clearance
from submissions.services.signatures import missing_reads


def sign_page(
    *, page: Page, signer: User, expected_revision: int, opinion: str = ""
) -> SignOff:
    """Sign a page as it stands; signing it twice gives back the first signature.

    One signature for every piece on the page: each gets its final read, which also
    lets the database refuse a signer who has read a piece of it.
    """
    with transaction.atomic():
        held = lock_page(page)
        signed = _valid_sign_off(held)
        if signed is not None:
            return _once(signed, signer)
        require_issue_open(held.issue)
        policy.require(signer, "page.sign", held)
        _require_as_seen(held, expected_revision)
        _hold_stories(held)
        require_fresh(held)
        _require_fit(held)
        _require_read(held)
        refuse_out_for_clearance(story["submission"] for story in held.set_stories)
        _require_no_conflict(held)
        sign_off = _write(held, freeze_page(held), signer, opinion)
        follow_pages(held.issue)
    page.refresh_from_db(fields=("status",))
    return sign_off


def withdraw_sign_off(*, page: Page, actor: User, reason: str) -> Page:
    """Void the signature under a page, so that it can be changed again."""
    policy.require(actor, "page.sign")  # a reader may withdraw what she may not sign
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Say why the sign-off is withdrawn; the reason is kept."),
            code="reason_missing",
        )
    with transaction.atomic():
        held = lock_page(page)
        require_issue_open(held.issue)
        sign_off = _valid_sign_off(held)
        if sign_off is None:
            raise Refused(
                _("Page %(number)d is not signed off.") % {"number": held.number},
                code="page_not_signed",
            )
        _void(held, sign_off)
        void_issue_sign_off(issue=held.issue, actor=actor, reason=reason)
        ledger.record(
            obj=held,
            verb="page.sign_off_withdrawn",
            actor=actor,
            data={"snapshot": sign_off.snapshot.hash, "reason": reason},
        )
        follow_pages(held.issue)
    page.refresh_from_db(fields=("status",))
    return page


def _valid_sign_off(page: Page) -> SignOff | None:
    valid = page.sign_offs.filter(void_at__isnull=True)
    return valid.select_related("signed_by", "snapshot").first()


def _once(sign_off: SignOff, signer: User) -> SignOff:
    if sign_off.signed_by_id == signer.pk:
        return sign_off
    raise PageLocked(
        _("Page %(number)d has been signed off by %(name)s.")
        % {"number": sign_off.page.number, "name": sign_off.signed_by}
    )


def _require_as_seen(page: Page, expected_revision: int) -> None:
    if page.status != PageStatus.MADE_UP:
        raise Refused(
            _("Page %(number)d is not made up; make it up before it is signed.")
            % {"number": page.number},
            code="page_not_made_up",
        )
    if page.makeup_revision != expected_revision:
        raise PageChanged(
            _(
                "Page %(number)d has been changed since you opened it; look at it"
                " again before you sign."
            )
            % {"number": page.number}
        )


def _hold_stories(page: Page) -> None:
    """Lock the pieces: a save that began earlier ends first, a later one is refused."""
    pieces = [story["submission"] for story in page.set_stories]
    held = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    list(held.filter(pk__in=pieces).values_list("pk"))


def _require_fit(page: Page) -> None:
    if page.overset_lines:
        raise PageUnfit(
            _("On page %(number)d %(lines)d lines have no room; trim or move a story.")
            % {"number": page.number, "lines": page.overset_lines}
        )
    broken = [finding_sentence(found) for found in page.findings if found["hard"]]
    if broken:
        raise _unfit(page, broken)


def _require_read(page: Page) -> None:
    """Refuse while a piece of the page lacks a read of its own: an edit voided it."""
    pieces = [story["submission"] for story in page.set_stories]
    for piece in Submission.objects.filter(pk__in=pieces).order_by("ref"):
        missing = missing_reads(piece)
        if missing:
            raise PageUnfit(
                _(
                    "Page %(number)d waits for the “%(read)s” of %(ref)s; it was not"
                    " signed, or a change of the words has voided it."
                )
                % {"number": page.number, "read": missing[0].label, "ref": piece.ref}
            )


def _require_no_conflict(page: Page) -> None:
    """Refuse what the list of conflicts forbids besides: folio, rounds required."""
    said = hard_sentences(page_conflicts(page))
    if said:
        raise _unfit(page, said)


def _unfit(page: Page, reasons: Iterable[str]) -> PageUnfit:
    return PageUnfit(
        _("Page %(number)d cannot be signed as it is: %(reasons)s")
        % {"number": page.number, "reasons": " ".join(dict.fromkeys(reasons))}
    )


def _write(page: Page, snapshot: Snapshot, signer: User, opinion: str) -> SignOff:
    now = timezone.now()
    sign_off = SignOff.objects.create(
        page=page, snapshot=snapshot, signed_by=signer, opinion=opinion, signed_at=now
    )
    _final_reads(sign_off)
    page.status = PageStatus.SIGNED
    page.save(update_fields=("status",))
    ledger.record(
        obj=page,
        verb="page.signed",
        actor=signer,
        data={
            "snapshot": snapshot.hash,
            "opinion": opinion,
            "stories": [
                {name: story[name] for name in ("ref", "version", "copy_hash")}
                for story in page.set_stories
            ],
        },
    )
    return sign_off


def _final_reads(sign_off: SignOff) -> None:
    for story in sign_off.page.set_stories:
        version = Version.objects.get(
            submission=story["submission"], number=story["version"]
        )
        Review.objects.create(
            submission_id=story["submission"],
            version=version,
            copy_hash=story["copy_hash"],
            stage=ReviewStage.FINAL,
            on_page=True,
            reviewer=sign_off.signed_by,
            opinion=sign_off.opinion,
            signed_at=sign_off.signed_at,
        )


def _void(page: Page, sign_off: SignOff) -> None:
    now = timezone.now()
    sign_off.void_at = now
    sign_off.save(update_fields=("void_at",))
    pieces = [story["submission"] for story in page.set_stories]
    Review.objects.filter(
        submission__in=pieces, on_page=True, void_at__isnull=True
    ).update(void_at=now, void_cause=VoidCause.PAGE)
    page.status = PageStatus.MADE_UP
    page.save(update_fields=("status",))
