"""The month clock and planned stories as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from desk.services.working_days import Mark
from issues.enums import AWAITED, MilestoneKind, StoryState
from issues.models import Issue, PlannedStory
from issues.plan_forms import editors
from issues.services.clock import MOST_DAYS
from issues.services.lateness import StepState, Thing
from issues.services.month import EntryKind
from issues.services.stories import MOST_LENGTH, MOST_PHOTOS
from submissions.models import Correspondent, Section, Submission, Unit

# What a person sets; copy is in when a piece is linked.
BY_HAND = [(state.value, state.label) for state in (*AWAITED, StoryState.DROPPED)]


class ClockStepSerializer(serializers.Serializer[Any]):
    """A step of the month clock of a supplement."""

    kind = serializers.ChoiceField(choices=MilestoneKind.choices)
    days_before = serializers.IntegerField(min_value=0, max_value=MOST_DAYS)
    at = serializers.TimeField(format="%H:%M")


class WaitingSerializer(serializers.Serializer[Any]):
    """One thing that a step waits for, and whose it is."""

    thing = serializers.ChoiceField(choices=[thing.value for thing in Thing])
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    whose = serializers.SerializerMethodField()
    asked_of = serializers.CharField()

    def get_whose(self, waiting: Any) -> str:
        return str(waiting.whose) if waiting.whose else ""


class IssueStepSerializer(serializers.Serializer[Any]):
    """A step of an issue, how it stands, and what it waits for."""

    kind = serializers.ChoiceField(choices=MilestoneKind.choices, source="due.kind")
    name = serializers.CharField(source="due.label")
    at = serializers.DateTimeField(source="due.at")
    by_hand = serializers.BooleanField(source="due.by_hand")
    state = serializers.ChoiceField(choices=[state.value for state in StepState])
    waiting = WaitingSerializer(many=True)


class IssueClockSerializer(serializers.Serializer[Any]):
    press_day = serializers.DateField()
    warning = serializers.CharField()
    steps = IssueStepSerializer(many=True)


class MoveSerializer(serializers.Serializer[Any]):
    """To when a step is moved; null lets it follow the clock again."""

    kind = serializers.ChoiceField(choices=MilestoneKind.choices)
    at = serializers.DateTimeField(allow_null=True)


class IssueRoomSerializer(serializers.Serializer[Any]):
    """Characters planned for an issue against those its pages hold."""

    in_hand = serializers.IntegerField()
    expected = serializers.IntegerField()
    planned = serializers.IntegerField()
    room = serializers.IntegerField()
    percent = serializers.IntegerField()
    photos = serializers.IntegerField()


class PlannedStorySerializer(serializers.ModelSerializer[PlannedStory]):
    """A planned story as it is shown."""

    section = serializers.CharField(source="section.slug", default="")
    responsible = serializers.CharField(source="responsible.username", default="")
    submission = serializers.CharField(source="submission.ref", default=None)
    came = serializers.IntegerField(source="submission.char_count", default=None)

    class Meta:
        model = PlannedStory
        fields = (
            *("id", "title", "brief", "section", "length", "wanted_length", "photos"),
            *("responsible", "correspondent", "unit", "due_at", "issue", "state"),
            *("submission", "came", "created_at"),
        )
        read_only_fields = fields


class NewStorySerializer(serializers.Serializer[Any]):
    """What is said of a story before its copy comes."""

    title = serializers.CharField(max_length=80)
    brief = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    section = serializers.SlugRelatedField(
        "slug", queryset=Section.objects.all(), required=False, allow_null=True
    )
    length = serializers.IntegerField(
        min_value=0, max_value=MOST_LENGTH, required=False
    )
    photos = serializers.IntegerField(
        min_value=0, max_value=MOST_PHOTOS, required=False
    )
    responsible = serializers.SlugRelatedField(
        "username", queryset=editors(), required=False, allow_null=True
    )
    correspondent = serializers.PrimaryKeyRelatedField(
        queryset=Correspondent.objects.all(), required=False, allow_null=True
    )
    unit = serializers.PrimaryKeyRelatedField(
        queryset=Unit.objects.all(), required=False, allow_null=True
    )
    due_at = serializers.DateTimeField(required=False, allow_null=True)
    issue = serializers.PrimaryKeyRelatedField(
        queryset=Issue.objects.all(), required=False, allow_null=True
    )
    state = serializers.ChoiceField(
        choices=[
            (state.value, state.label) for state in (*AWAITED, StoryState.DROPPED)
        ],
        required=False,
    )


class LinkCopySerializer(serializers.Serializer[Any]):
    submission = serializers.SlugRelatedField("ref", queryset=Submission.objects.all())


class SuggestionSerializer(serializers.Serializer[Any]):
    """A piece that may be the copy of a story."""

    submission = serializers.CharField(source="piece.ref")
    headline = serializers.CharField(source="piece.title")
    likeness = serializers.FloatField()
    by_sender = serializers.BooleanField()


class ClockSerializer(serializers.Serializer[Any]):
    """Steps to set; those not named stay."""

    steps = ClockStepSerializer(many=True)


class EntrySerializer(serializers.Serializer[Any]):
    """One line of a day: of an issue, a planned story or a piece."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in EntryKind])
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    whose = serializers.CharField()
    is_late = serializers.BooleanField()


class CalendarDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    is_working = serializers.BooleanField()
    mark = serializers.ChoiceField(choices=[mark.value for mark in Mark])
    name = serializers.CharField()
    entries = EntrySerializer(many=True)


class MonthSerializer(serializers.Serializer[Any]):
    """A month with the days of the months beside it that fill its weeks."""

    first = serializers.DateField()
    warning = serializers.CharField()
    days = CalendarDaySerializer(many=True)


class LineSerializer(serializers.Serializer[Any]):
    """One thing that a day brings, and whose it is."""

    title = serializers.CharField()
    about = serializers.CharField()
    whose = serializers.CharField()
    is_hers = serializers.BooleanField()


class MorningSerializer(serializers.Serializer[Any]):
    """What a day brings the one who asks."""

    day = serializers.DateField()
    late = LineSerializer(many=True)
    today = LineSerializer(many=True)
    new = LineSerializer(many=True)
    held = LineSerializer(many=True)
