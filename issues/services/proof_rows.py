"""The proofs of print of an issue as lists show them, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from desk.enums import JobState
from desk.models import Job, Letter
from desk.services.letter_acts import SETTLED
from issues.enums import IssueStatus
from issues.models import Issue
from issues.services.print_proofs import jobs_of, signed_snapshots
from submissions.models import Publication
from submissions.services.print_notices import notices_of
from submissions.services.publication import has_picture, is_out, out_at


class ProofState(StrEnum):
    """How the picture of a printed piece stands."""

    READY = "ready"
    DRAWING = "drawing"
    FAILED = "failed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A printed piece, its picture and what its author was told."""

    publication: Publication
    state: ProofState
    reason: str
    letters: Sequence[Letter]

    @property
    def letter(self) -> Letter | None:
        """Return the last letter, if there is one."""
        return self.letters[-1] if self.letters else None

    @property
    def number(self) -> int:
        """Return how many letters there would be with another."""
        return len(self.letters) + 1

    @property
    def may_tell(self) -> bool:
        """Tell whether the author can be written to now."""
        settled = self.letter is None or self.letter.state in SETTLED
        has_address = bool(self.publication.submission.contact_email)
        ready = self.state is ProofState.READY and is_out(self.publication)
        return ready and settled and has_address

    @property
    def goes_at(self) -> object:
        """Return when the first letter goes, or nothing when that is past."""
        waits = not self.letters and not is_out(self.publication)
        return out_at(self.publication.cover_date) if waits else None


@dataclass(frozen=True, slots=True)
class Proofs:
    """All proofs of an issue; ``job`` is one that is still at work."""

    rows: Sequence[ProofRow]
    job: Job | None

    @property
    def missing(self) -> int:
        """Return how many pictures can be asked for again."""
        wanted = (ProofState.FAILED, ProofState.MISSING)
        return sum(row.state in wanted for row in self.rows)


def published_in(issue: Issue) -> QuerySet[Publication]:
    """Return the record of each piece that an issue printed, in reading order."""
    found = Publication.objects.filter(submission__placement__page__issue=issue)
    joined = found.select_related("submission")
    return joined.order_by("page_number", "submission__placement__slot")


def proofs_of(issue: Issue) -> Proofs | None:
    """Return the proofs of an issue; None before it has gone to press."""
    if issue.status != IssueStatus.RELEASED:
        return None
    found = list(published_in(issue))
    signed = signed_snapshots(issue).values_list("page__number", "pk")
    snapshots = dict(signed)
    jobs = jobs_of(list(snapshots.values()))
    letters = notices_of([row.submission for row in found])
    rows = [
        _row(
            row,
            jobs.get(snapshots.get(row.page_number, 0)),
            letters.get(row.submission_id, []),
        )
        for row in found
    ]
    at_work = [job for job in jobs.values() if _is_at_work(job)]
    return Proofs(rows, at_work[0] if at_work else None)


def _row(row: Publication, job: Job | None, letters: list[Letter]) -> ProofRow:
    state, reason = ProofState.MISSING, ""
    if has_picture(row):
        state = ProofState.READY
    elif job is not None and _is_at_work(job):
        state = ProofState.DRAWING
    elif job is not None and job.state == JobState.FAILED:
        state, reason = ProofState.FAILED, job.error
    return ProofRow(row, state, reason, letters)


def _is_at_work(job: Job) -> bool:
    return job.state in (JobState.QUEUED, JobState.RUNNING)
