"""Plan stories before there are words: what, how long, who, until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from desk.models import User
from desk.policy import policy
from desk.services.ledger import record
from issues.enums import AWAITED, StoryState
from issues.models import PlannedStory
from issues.services.page_changes import require_issue_open
from submissions.models import Correspondent, Unit

PLAN = "story.plan"
# What a person sets; the piece that came is set by ``planned_copy``.
FIELDS = (
    *("title", "brief", "section", "length", "photos", "responsible"),
    *("correspondent", "unit", "due_at", "issue", "state"),
)
MOST_LENGTH, MOST_PHOTOS = 30_000, 30
SOON, SHOWN = timedelta(days=3), 8


@transaction.atomic
def plan_story(*, actor: User, title: str, **said: Any) -> PlannedStory:
    """Plan a story; ``said`` are more of its ``FIELDS``."""
    policy.require(actor, PLAN)
    story = PlannedStory(title=title.strip()[:80], created_by=actor)
    _fill(story, {"title": title, **said})
    _require_sound(story)
    story.save()
    record(obj=story, verb="story.planned", actor=actor, data=_facts(story))
    return story


@transaction.atomic
def change_story(*, story: PlannedStory, actor: User, **said: Any) -> PlannedStory:
    """Say something else of a planned story; what is not named stays."""
    policy.require(actor, PLAN, story)
    held = _locked(story)
    before = _facts(held)
    _fill(held, said)
    _require_sound(held)
    held.save()
    after = _facts(held)
    if after != before:
        changed = {name: [before[name], after[name]] for name in after}
        data = {n: both for n, both in changed.items() if both[0] != both[1]}
        record(obj=held, verb="story.changed", actor=actor, data=data)
    story.refresh_from_db()
    return story


def _locked(story: PlannedStory) -> PlannedStory:
    return PlannedStory.objects.select_for_update(of=("self",)).get(pk=story.pk)


def _fill(story: PlannedStory, said: dict[str, Any]) -> None:
    unknown = set(said) - set(FIELDS)
    if unknown:
        raise LookupError(f"A planned story has no {sorted(unknown)}.")
    if story.issue is not None and "issue" in said:
        require_issue_open(story.issue)
    if story.submission_id and said.get("state", story.state) != StoryState.IN:
        raise Refused(
            _("The copy of “%(title)s” is in; part it from the plan first.")
            % {"title": story.title},
            code="copy_is_in",
        )
    for name, value in said.items():
        setattr(story, name, value.strip() if isinstance(value, str) else value)


def _require_sound(story: PlannedStory) -> None:
    if not story.title:
        raise Refused(_("Say in a few words what the story is."), code="title_missing")
    if len(story.title) > 80:
        raise Refused(_("Say it in at most 80 characters."), code="title_long")
    if not (0 <= story.length <= MOST_LENGTH and 0 <= story.photos <= MOST_PHOTOS):
        raise Refused(
            _("A story has at most %(length)d characters and %(photos)d photographs.")
            % {"length": MOST_LENGTH, "photos": MOST_PHOTOS},
            code="story_size",
        )
    if story.state not in (*AWAITED, StoryState.DROPPED) and not story.submission_id:
        raise Refused(
            _("Copy is in when a piece is linked; link the piece that came."),
            code="no_copy",
        )
    if story.issue is not None:
        require_issue_open(story.issue)


def _facts(story: PlannedStory) -> dict[str, Any]:
    """Return what the ledger keeps: no name of anybody outside the house."""
    asked: Correspondent | Unit | None = story.correspondent or story.unit
    return {
        "title": story.title,
        "section": story.section.name if story.section else "",
        "length": story.length,
        "photos": story.photos,
        "responsible": story.responsible.username if story.responsible else "",
        "asked_of": f"{asked._meta.model_name}:{asked.pk}" if asked else "",
        "due_at": story.due_at.isoformat() if story.due_at else "",
        "issue": story.issue.slug if story.issue else "",
        "state": str(story.state),
    }


def stories_for_board(user: User) -> list[PlannedStory]:
    """Return the awaited stories a person should see: hers, and those due soon."""
    soon = timezone.now() + SOON
    wanted = Q(responsible=user) | Q(due_at__lt=soon)
    return list(PlannedStory.objects.awaited().for_lists().filter(wanted)[:SHOWN])
