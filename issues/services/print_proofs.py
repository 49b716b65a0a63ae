"""Proofs of print (见报证明): the page a piece ran on, the piece marked on it.

A job draws each page of a released issue once, from what was signed, and marks every
piece of it.  The author's letter goes in the morning of the cover date: it does not
tell before the paper is out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.enums import JobQueue, JobState
from desk.exceptions import Refused
from desk.jobs import JobContext, register
from desk.models import Job, User
from desk.policy import policy
from desk.services.jobs import enqueue
from issues.enums import IssueStatus
from issues.models import Issue, Snapshot
from issues.services.proof_pictures import draw_proofs
from submissions.enums import Status
from submissions.models import Publication
from submissions.services.print_notices import write_print_notice
from submissions.services.publication import keep_page_picture, out_at, picture_name

DRAW = "issues.draw_print_proofs"
DRAW_AGAIN = "issue.export"  # who may have things of a finished issue made


def ask_for_proofs(issue: Issue) -> None:
    """Have the proofs of a released issue drawn, one job a page."""
    keys = list(signed_snapshots(issue).values_list("pk", flat=True))
    before = jobs_of(keys)
    for key in keys:
        last, unique_key = before.get(key), f"{DRAW}:{key}"
        if last is not None and last.state == JobState.DONE:
            # Drawn before the issue was reopened: what it wrote was taken back.
            unique_key = f"{unique_key}:{timezone.now():%Y%m%d%H%M%S}"
        enqueue(kind=DRAW, unique_key=unique_key, payload={"snapshot": key})


def ask_again(*, issue: Issue, actor: User) -> int:
    """Have missing proofs drawn; return how many pages wait for it now.

    Pages of an issue that went to press before there were proofs get their pictures,
    too; nobody is written to about them.
    """
    policy.require(actor, DRAW_AGAIN, issue)
    if issue.status != IssueStatus.RELEASED:
        raise Refused(
            _("There are proofs of print when the issue has gone to press."),
            code="not_released",
        )
    pages = [each for each in signed_snapshots(issue) if _is_missing_some(each)]
    for snapshot in pages:
        _enqueue_again(snapshot, actor)
    return len(pages)


def draw_print_proofs(job: Job, context: JobContext) -> dict[str, Any]:
    """Draw a page's proofs and write the letters; may run twice."""
    snapshot = _printed(job.payload.get("snapshot"))
    if snapshot is None:
        return {"outcome": "gone"}
    pieces = _pieces(snapshot)
    missing = {
        ref: printed[0].headline_as_printed
        for ref, printed in pieces.items()
        if not all(_is_kept(piece, snapshot) for piece in printed)
    }
    if missing:
        for done, (ref, jpeg) in enumerate(draw_proofs(snapshot, missing), start=1):
            context.progress(done, len(missing))
            for piece in pieces[ref]:
                keep_page_picture(publication=piece, mark=snapshot.hash, jpeg=jpeg)
    context.heartbeat()  # a worker that lost the job writes no letter
    if job.payload.get("tell", True):
        for piece in chain.from_iterable(pieces.values()):
            write_print_notice(publication=piece, due_at=out_at(piece.cover_date))
    return {"pieces": len(pieces), "drawn": len(missing)}


def signed_snapshots(issue: Issue) -> QuerySet[Snapshot]:
    """Return what was signed of each page, in order."""
    signed = Snapshot.objects.filter(
        page__issue=issue, signoff__void_at__isnull=True, signoff__isnull=False
    )
    return signed.order_by("page__number")


def jobs_of(keys: Sequence[int]) -> dict[int, Job]:
    """Return the last job of each frozen page, by the key of its snapshot."""
    jobs = Job.objects.filter(kind=DRAW, payload__snapshot__in=list(keys))
    return {job.payload["snapshot"]: job for job in jobs.order_by("created_at")}


def _printed(pk: object) -> Snapshot | None:
    """Return a snapshot if it is what the issue was printed from."""
    found = Snapshot.objects.filter(
        pk=pk if isinstance(pk, int) else 0,
        page__issue__status=IssueStatus.RELEASED,
        signoff__void_at__isnull=True,
        signoff__isnull=False,
    )
    joined = found.select_related("page__issue__supplement").defer("page__layout")
    return joined.first()


def _pieces(snapshot: Snapshot) -> dict[str, list[Publication]]:
    """Return the publications of a frozen page by receipt number, in reading order.

    Each story's own first, then those of the pieces that are printed within it.
    """
    keys = [story["submission"] for story in snapshot.content["stories"]]
    found = Publication.objects.select_related("submission")
    rows = {row.submission_id: row for row in found.filter(submission__in=keys)}
    within: dict[int, list[Publication]] = {}
    joined = found.filter(submission__duplicate_of__in=keys)
    for row in joined.filter(submission__status=Status.JOINED).order_by("pk"):
        within.setdefault(row.submission.duplicate_of_id or 0, []).append(row)
    return {
        rows[key].submission.ref: [rows[key], *within.get(key, ())]
        for key in keys
        if key in rows
    }


def _is_kept(piece: Publication, snapshot: Snapshot) -> bool:
    """Tell whether a piece's picture is of this very page, and still there."""
    field = piece.page_picture
    name = picture_name(piece.submission.ref, snapshot.hash)
    return field.name == name and bool(field.storage.exists(name))


def _is_missing_some(snapshot: Snapshot) -> bool:
    pieces = chain.from_iterable(_pieces(snapshot).values())
    return not all(_is_kept(piece, snapshot) for piece in pieces)


@transaction.atomic
def _enqueue_again(snapshot: Snapshot, actor: User) -> None:
    """Queue a page's work: the job that failed, else a new one."""
    last = jobs_of([snapshot.pk]).get(snapshot.pk)
    payload: dict[str, Any] = {"snapshot": snapshot.pk, "tell": last is not None}
    key = f"{DRAW}:{snapshot.pk}"
    if last is not None and last.state == JobState.DONE:
        key = f"{key}:{timezone.now():%Y%m%d%H%M%S}"
    elif last is not None:
        key, payload = last.unique_key, last.payload
    enqueue(kind=DRAW, unique_key=key, payload=payload, created_by=actor)


def register_jobs() -> None:
    """Name the job to the desk."""
    register(DRAW, draw_print_proofs, queue=JobQueue.EXPORTS)
