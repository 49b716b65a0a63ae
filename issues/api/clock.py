"""The month clock over the API: of a supplement, and of each issue."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from issues.enums import MilestoneKind
from issues.models import Issue, PlannedStory, Supplement
from issues.plan_serializers import (
    ClockSerializer,
    ClockStepSerializer,
    IssueClockSerializer,
    IssueRoomSerializer,
    MoveSerializer,
)
from issues.services.clock import Step, clock_of, set_clock
from issues.services.lateness import issue_clock
from issues.services.milestones import move_milestone
from issues.services.room_in_issue import room_of


class SupplementClock:
    """The clock of a supplement."""

    @extend_schema(
        responses=ClockStepSerializer(many=True), filters=False, methods=["get"]
    )
    @extend_schema(
        request=ClockSerializer,
        responses=ClockStepSerializer(many=True),
        methods=["post"],
    )
    @action(detail=True, methods=["get", "post"], pagination_class=None)
    def clock(self, request: Request, pk: str | None = None) -> Response:
        """Return the steps of the month clock; post to set some of them."""
        supplement: Supplement = self.get_object()  # type: ignore[attr-defined]
        if request.method == "POST":
            asked = ClockSerializer(data=request.data)
            asked.is_valid(raise_exception=True)
            user: Any = request.user
            steps = {
                MilestoneKind(each["kind"]): Step(each["days_before"], each["at"])
                for each in asked.validated_data["steps"]
            }
            set_clock(supplement=supplement, steps=steps, actor=user)
        rows: Any = [
            {"kind": kind, "days_before": step.days_before, "at": step.at}
            for kind, step in clock_of(supplement).items()
        ]
        return Response(ClockStepSerializer(rows, many=True).data)


class IssueClockActions:
    """The clock of an issue, and what is planned for it against its room."""

    @extend_schema(responses=IssueClockSerializer, methods=["get"])
    @extend_schema(
        request=MoveSerializer, responses=IssueClockSerializer, methods=["post"]
    )
    @action(detail=True, methods=["get", "post"])
    def clock(self, request: Request, pk: str | None = None) -> Response:
        """Return the steps of an issue and what is late; post to move one."""
        issue: Issue = self.get_object()  # type: ignore[attr-defined]
        if request.method == "POST":
            asked = MoveSerializer(data=request.data)
            asked.is_valid(raise_exception=True)
            user: Any = request.user
            move_milestone(issue=issue, actor=user, **asked.validated_data)
        return Response(IssueClockSerializer(issue_clock(issue)).data)

    @extend_schema(responses=IssueRoomSerializer)
    @action(detail=True)
    def room(self, request: Request, pk: str | None = None) -> Response:
        """Return how many characters are planned, and how many the pages hold."""
        issue: Issue = self.get_object()  # type: ignore[attr-defined]
        stories = PlannedStory.objects.standing().filter(issue=issue)
        pages = issue.pages.without_layout().select_related("grid")
        found = room_of(issue, stories.select_related("section"), pages)
        return Response(IssueRoomSerializer(found).data)
