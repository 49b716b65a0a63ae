"""Make a proof: freeze a story or a page, draw it, name who proofreads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import PageStatus
from issues.exceptions import PageChanged
from issues.models import Page, Proof, Snapshot
from issues.proof_enums import ProofKind, ProofState
from issues.services.freshness import require_fresh
from issues.services.measuring import usual_grid
from issues.services.page_changes import lock_page, require_issue_open
from issues.services.proofing import rules
from issues.services.proofing.drawing import (
    DrawnSheet,
    draw_galley,
    draw_page,
    keep_sheets,
)
from issues.services.snapshots import freeze_page
from press.composing.galleys import galley_sheets
from press.copy.serial import from_json
from press.makeup.grid import BROADSHEET
from submissions.enums import CLOSED
from submissions.models import Submission, Version
from submissions.services.copy import version_of

MAKE, MARK = "proof.make", "proof.mark"


def make_page_proof(
    *,
    page: Page,
    actor: User,
    number: int | None = None,
    reader: User | None = None,
    due_at: datetime | None = None,
) -> Proof:
    """Freeze a made-up page and print it for a round, by default the one that is due.

    Refuses a page that is no longer made of its words: it is set again first.
    """
    policy.require(actor, MAKE, page)
    now = Page.objects.select_related("issue__supplement").get(pk=page.pk)
    number = number or rules.next_round(rules.proofs_of(now))
    require_page(now, number)
    with transaction.atomic():
        snapshot = freeze_page(now)
    drawn = draw_page(snapshot)
    with transaction.atomic():
        held = lock_page(now)
        if held.makeup_revision != now.makeup_revision:
            raise PageChanged(
                _("Page %(number)d was changed while its proof was made; try again.")
                % {"number": held.number}
            )
        proof = new_page_proof(held, snapshot, number, actor, reader, due_at)
        keep_new(proof, [drawn])
    return proof


def make_galley(
    *,
    submission: Submission,
    actor: User,
    number: int | None = None,
    reader: User | None = None,
    due_at: datetime | None = None,
) -> Proof:
    """Freeze the words of a story as they are now and print them for a round."""
    policy.require(actor, MAKE)
    policy.require(actor, "submission.read", submission)
    piece = Submission.objects.select_related("current_version").get(pk=submission.pk)
    if piece.status in CLOSED:
        raise Refused(
            _("%(ref)s is “%(status)s” and is not proofread any more.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="wrong_status",
        )
    version = version_of(piece)
    number = number or rules.next_round(rules.proofs_of(piece))
    drawn = _galley(piece, version)
    with transaction.atomic():
        Submission.objects.select_for_update(of=("self",)).get(pk=piece.pk)
        rules.require_due(rules.proofs_of(piece), number)
        proof = Proof(
            submission=piece,
            version=version,
            text_hash=version.copy_hash,
            **_facts(rules.proofs_of(piece), number, actor, due_at),
            kind=ProofKind.GALLEY,
        )
        _name_reader(proof, reader)
        keep_new(proof, drawn)
    return proof


def _galley(piece: Submission, version: Version) -> list[DrawnSheet]:
    grid = usual_grid()
    sheets = galley_sheets(
        piece.ref, from_json(version.copy), grid.to_press() if grid else BROADSHEET
    )
    return draw_galley(sheets, title=str(version))


def require_page(page: Page, number: int) -> None:
    """Refuse a page that cannot be proofread as it is, and a round out of order."""
    require_issue_open(page.issue)
    if page.status == PageStatus.OPEN or page.layout is None:
        raise Refused(
            _("Page %(number)d is not made up; make it up before it is proofread.")
            % {"number": page.number},
            code="page_not_made_up",
        )
    require_fresh(page)
    rules.require_due(rules.proofs_of(page), number)


def new_page_proof(
    page: Page,
    snapshot: Snapshot,
    number: int,
    actor: User,
    reader: User | None,
    due_at: datetime | None,
) -> Proof:
    """Return the row of a page's proof, under the lock of the page."""
    rules.require_due(rules.proofs_of(page), number)
    proof = Proof(
        page=page,
        snapshot=snapshot,
        text_hash=snapshot.hash,
        revision=page.makeup_revision,
        **_facts(rules.proofs_of(page), number, actor, due_at),
        kind=rules.kind_of(page, number),
    )
    _name_reader(proof, reader)
    return proof


def _facts(
    known: Iterable[Proof], number: int, actor: User, due_at: datetime | None
) -> dict[str, object]:
    printings = [each.printing for each in known if each.round == number]
    return {
        "round": number,
        "printing": max(printings, default=0) + 1,
        "made_by": actor,
        "made_at": timezone.now(),
        "due_at": due_at,
    }


def keep_new(proof: Proof, drawn: Sequence[DrawnSheet]) -> None:
    """Write a new proof with its sheets, and that it was made."""
    try:
        with transaction.atomic():
            proof.save()
    except IntegrityError as error:  # two at once: the database keeps the first
        raise Refused(
            _("Another proof was made at the same moment; reload the page."),
            code="proof_running",
        ) from error
    keep_sheets(proof, drawn)
    note(proof, "proof.made", proof.made_by, source=proof.source)


def assign_reader(
    *, proof: Proof, actor: User, reader: User, due_at: datetime | None = None
) -> Proof:
    """Name who proofreads a proof, and by when; not once somebody has begun."""
    policy.require(actor, MAKE)
    with transaction.atomic():
        held = lock_proof(proof)
        require_state(held, ProofState.COMING, ProofState.OPEN)
        begun = held.marks.filter(made_by__isnull=False).exists()
        if begun and held.reader_id != reader.pk:
            raise Refused(
                _("%(name)s has begun to mark this proof; void it and make another.")
                % {"name": held.reader},
                code="proof_begun",
            )
        _name_reader(held, reader)
        held.due_at = due_at
        held.save(update_fields=("reader", "due_at"))
        note(held, "proof.assigned", actor, reader=reader.pk)
    proof.refresh_from_db()
    return proof


def void_proof(*, proof: Proof, actor: User, reason: str) -> Proof:
    """Void a proof that is not to be read; its marks are decided before."""
    policy.require(actor, MAKE)
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Say why the proof is voided; the reason is kept."),
            code="reason_missing",
        )
    with transaction.atomic():
        held = lock_proof(proof)
        if held.state == ProofState.VOID:
            return held
        require_state(held, ProofState.COMING, ProofState.OPEN, ProofState.READ)
        require_decided(held)
        held.state, held.void_reason = ProofState.VOID, reason[:300]
        held.save(update_fields=("state", "void_reason"))
        note(held, "proof.voided", actor, reason=reason[:300])
    proof.refresh_from_db()
    return proof


def lock_proof(proof: Proof) -> Proof:
    """Return a proof as it is now, held until the transaction ends."""
    found = Proof.objects.select_for_update(of=("self",))
    return found.select_related("page__issue", "reader", "submission").get(pk=proof.pk)


def require_state(proof: Proof, *states: ProofState) -> None:
    """Refuse what does not go with the state of a proof."""
    if proof.state not in states:
        raise Refused(
            _("“%(proof)s” is “%(state)s”; reload the page to see what happened.")
            % {"proof": proof.label, "state": proof.get_state_display()},
            code="wrong_state",
        )


def require_decided(proof: Proof) -> None:
    """Refuse while a mark is open: none is ever lost."""
    count = proof.marks.filter(state="open").count()
    if count:
        raise Refused(
            _("%(count)d marks are still open; take them or let the words stand.")
            % {"count": count},
            code="marks_open",
        )


def note(proof: Proof, verb: str, actor: User | None, **data: object) -> None:
    """Write down what happened to a proof; no word of a piece."""
    told = {"kind": proof.kind, "round": proof.round, "printing": proof.printing}
    if proof.page_id is not None:
        told["page"] = proof.page_id
    else:
        told["submission"] = proof.submission_id
    told["hash"] = proof.text_hash
    record(obj=proof, verb=verb, actor=actor, data={**told, **data})


def _name_reader(proof: Proof, reader: User | None) -> None:
    """Set who reads a proof; refuse who may not, in words for whoever names her."""
    if reader is not None and not policy.may(reader, MARK, proof):
        beside = rules.beside(reader, proof)
        if beside is None:
            said = _("%(name)s does not proofread; choose somebody else.")
        else:
            said = _(
                "%(name)s is the reader of the %(other)s; two rounds in a row are read"
                " by two people. Choose somebody else."
            )
        other = beside.round_label if beside else ""
        raise Refused(said % {"name": reader, "other": other}, code="reader_refused")
    proof.reader = reader
