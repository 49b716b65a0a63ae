"""Planned stories, and moments of Shanghai."""

from datetime import datetime
from itertools import count
from typing import Any

from django.utils import timezone

from desk.enums import StaffRole
from issues.models import PlannedStory
from issues.services.stories import plan_story
from submissions.models import Correspondent, Section, Unit
from tests.desk.builders import make_user

numbers = count(1)


def at(*when: int) -> datetime:
    """Return a moment on our clocks."""
    return timezone.make_aware(datetime(*when))  # noqa: DTZ001 - made aware here


def make_story(**overrides: Any) -> PlannedStory:
    """Plan a story, by an editor of its own unless one is named."""
    actor = overrides.pop("actor", None) or make_user(StaffRole.EDITOR)
    fields = {"title": f"园区第{next(numbers)}座零碳工厂"}
    return plan_story(actor=actor, **{**fields, **overrides})


def make_section(**overrides: Any) -> Section:
    number = next(numbers)
    fields = {"name": f"栏目{number}", "slug": f"section-{number}", "usual_length": 800}
    return Section.objects.create(**{**fields, **overrides})


def make_correspondent(**overrides: Any) -> Correspondent:
    number = next(numbers)
    unit = overrides.pop("unit", None) or Unit.objects.create(name=f"管委会{number}")
    fields = {"name": f"通讯员{number}", "email": f"writer{number}@example.org"}
    return Correspondent.objects.create(unit=unit, **{**fields, **overrides})
