"""A planned story and the piece that came for it: suggested, linked, parted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import MilestoneKind, StoryState
from issues.models import PlannedStory
from issues.services.milestones import milestones_of
from issues.services.stories import PLAN
from press.finding.folding import fold
from press.finding.grams import pairs, runs
from submissions.enums import CLOSED, Action, Status
from submissions.models import Submission
from submissions.services import workflow
from submissions.services.filing import file_piece
from submissions.services.reach import pieces_for

LOOKED_BACK = timedelta(days=60)
CANDIDATES, SUGGESTED = 300, 5
LIKE_ENOUGH = 0.25
SENDER, UNIT = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A piece that may be the copy of a story; ``by_sender`` says why."""

    piece: Submission
    likeness: float
    by_sender: bool


def suggested_copy(story: PlannedStory, user: User) -> list[Suggestion]:
    """Return the pieces that may be the copy of a story, likeliest first."""
    since = story.created_at - LOOKED_BACK
    found = pieces_for(user, Submission.objects.open()).filter(
        planned_story__isnull=True, received_at__gte=since
    )
    found = found.select_related("section").defer("body", "contact_phone")
    rows = [_suggestion(story, piece) for piece in found[:CANDIDATES]]
    likely = [row for row in rows if row.likeness >= LIKE_ENOUGH]
    return sorted(likely, key=lambda row: -row.likeness)[:SUGGESTED]


@transaction.atomic
def link_copy(
    *, story: PlannedStory, submission: Submission, actor: User
) -> PlannedStory:
    """Say that a piece is the copy of a story; linking it again changes nothing.

    The piece takes over the story's section, its deadline where it has none (first
    reads of the issue, else the story's own), and the claim of who is responsible.
    """
    policy.require(actor, PLAN, story)
    policy.require(actor, "submission.read", submission)
    held = PlannedStory.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if held.submission_id == submission.pk:
        return story
    _require_linkable(held, submission)
    held.submission, held.state = submission, StoryState.IN
    held.save(update_fields=("submission", "state"))
    _take_over(held, submission, actor)
    data = {"submission": submission.ref}
    record(obj=held, verb="story.copy_came", actor=actor, data=data)
    story.refresh_from_db()
    submission.refresh_from_db()
    return story


@transaction.atomic
def part_copy(*, story: PlannedStory, actor: User) -> PlannedStory:
    """Take a piece off a story again; the story waits for its copy as before."""
    policy.require(actor, PLAN, story)
    held = PlannedStory.objects.select_for_update(of=("self",)).get(pk=story.pk)
    piece = held.submission
    if piece is not None:
        held.submission, held.state = None, StoryState.ASKED
        held.save(update_fields=("submission", "state"))
        data = {"submission": piece.ref}
        record(obj=held, verb="story.copy_parted", actor=actor, data=data)
    story.refresh_from_db()
    return story


def _require_linkable(story: PlannedStory, piece: Submission) -> None:
    if story.submission is not None:
        raise Refused(
            _("%(ref)s is the copy of “%(title)s” already; part it first.")
            % {"ref": story.submission.ref, "title": story.title},
            code="has_copy",
        )
    other = PlannedStory.objects.filter(submission=piece).first()
    if other is not None:
        raise Refused(
            _("%(ref)s is the copy of another planned story: “%(title)s”.")
            % {"ref": piece.ref, "title": other.title},
            code="copy_of_another",
        )
    if piece.status in CLOSED and piece.status != Status.PUBLISHED:
        raise Refused(
            _("%(ref)s is “%(status)s”; it cannot be the copy of a planned story.")
            % {"ref": piece.ref, "status": piece.get_status_display()},
            code="piece_closed",
        )


def _take_over(story: PlannedStory, piece: Submission, actor: User) -> None:
    if piece.status not in (Status.RECEIVED, Status.FIRST_READ):
        return
    section = story.section or piece.section
    deadline = piece.deadline or _deadline(story)
    if (section, deadline) != (piece.section, piece.deadline):
        file_piece(
            submission=piece,
            actor=actor,
            kind=piece.kind,
            section=section,
            tags=list(piece.tags.values_list("name", flat=True)),
            deadline=deadline,
        )
    reader = story.responsible
    may = reader is not None and policy.may(reader, "submission.claim", piece)
    if reader and may and piece.claimed_by_id is None:
        note = _("Responsible for the planned story; linked by %(name)s.")
        workflow.perform(
            submission=piece,
            action=Action.CLAIM,
            actor=reader,
            note=note % {"name": actor},
        )


def _deadline(story: PlannedStory) -> datetime | None:
    """Return until when the piece is to be read: never a moment that is past."""
    at = story.due_at
    if story.issue is not None:
        schedule = {due.kind: due.at for due in milestones_of(story.issue)}
        at = schedule[MilestoneKind.FIRST_READS]
    return at if at and at > timezone.now() else None


def _suggestion(story: PlannedStory, piece: Submission) -> Suggestion:
    title = _pairs(story.title)
    shared = len(title & _pairs(f"{piece.headline} {piece.deck} {piece.working_title}"))
    likeness = shared / len(title) if title else 0.0
    sender = _by_sender(story, piece)
    return Suggestion(piece, likeness + sender, by_sender=sender > 0)


def _by_sender(story: PlannedStory, piece: Submission) -> float:
    asked = story.correspondent
    if asked is not None and (
        piece.correspondent_id == asked.pk
        or (asked.email and asked.email.lower() == piece.contact_email.lower())
        or asked.name == piece.contact_name
    ):
        return SENDER
    unit = story.unit or (asked.unit if asked else None)
    names = {unit.name, unit.short_name} - {""} if unit else set()
    return UNIT if piece.contact_unit in names else 0.0


def _pairs(words: str) -> set[str]:
    return {pair for run in runs(fold(words)) for pair in pairs(run)}
