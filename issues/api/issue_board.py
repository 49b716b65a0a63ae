"""The board of an issue over the API: pages, the ready list, moves."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from desk.policy import policy
from issues.enums import PageStatus, PlacementRole, Weight
from issues.models import Issue
from issues.services.board_moves import Spot, move_story
from issues.services.issue_board import board_grid, board_pages, ready_list
from issues.services.planning import MOST_PAGES
from issues.services.ready_stories import set_weight
from submissions.services.reach import pieces_for

MOST_SLOTS = 200


class BoardStorySerializer(serializers.Serializer[Any]):
    """A story on a page; lines are null before make-up."""

    submission = serializers.CharField(source="placement.submission.ref")
    headline = serializers.CharField(source="placement.submission.title")
    slot = serializers.IntegerField(source="placement.slot")
    role = serializers.ChoiceField(PlacementRole.choices, source="placement.role")
    lines_needed = serializers.IntegerField(source="needed", allow_null=True)
    lines_given = serializers.IntegerField(source="given", allow_null=True)


class BoardPageSerializer(serializers.Serializer[Any]):
    """A page of the board: who else is at it, and in sentences what it lacks."""

    id = serializers.IntegerField(source="page.pk")
    number = serializers.IntegerField(source="page.number")
    page_label = serializers.CharField(source="page.label")
    status = serializers.ChoiceField(PageStatus.choices, source="page.status")
    makeup_revision = serializers.IntegerField(source="page.makeup_revision")
    fill = serializers.FloatField(source="page.fill", allow_null=True)
    overset_lines = serializers.IntegerField(source="page.overset_lines")
    locked = serializers.BooleanField(source="page.locked_at")
    needs_make_up = serializers.BooleanField()
    people = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())
    stories = BoardStorySerializer(many=True)


class ReadyStorySerializer(serializers.Serializer[Any]):
    """A story that waits: its weight, and the lines of one column that it takes."""

    submission = serializers.CharField(source="piece.ref")
    headline = serializers.CharField(source="piece.title")
    section = serializers.CharField(source="piece.section.slug", default="")
    weight = serializers.ChoiceField(choices=Weight.choices)
    weight_given = serializers.BooleanField(source="is_given")
    lines = serializers.IntegerField()
    characters = serializers.IntegerField(source="piece.char_count")
    held_back = serializers.CharField()
    days_left = serializers.IntegerField(allow_null=True)


class ReadyListSerializer(serializers.Serializer[Any]):
    """A part of the ready list."""

    total = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    stories = ReadyStorySerializer(many=True)


class ReadyAskedSerializer(serializers.Serializer[Any]):
    """Which part of the ready list: ``section`` a short name, or - for none."""

    section = serializers.CharField(default="", allow_blank=True, max_length=60)
    q = serializers.CharField(default="", allow_blank=True, max_length=100)
    page = serializers.IntegerField(default=1, min_value=1, max_value=10_000)


class SpotSerializer(serializers.Serializer[Any]):
    """Where a story stands; without a page it is on the list."""

    page = serializers.IntegerField(allow_null=True)
    slot = serializers.IntegerField(allow_null=True)
    role = serializers.CharField()


class BoardMoveSerializer(serializers.Serializer[Any]):
    """A move: to which page (null: the list), and where the story was seen.

    The move back, from the answer's ``after`` to its ``before``, undoes it.
    """

    submission = serializers.CharField(max_length=40)
    to = serializers.IntegerField(allow_null=True, min_value=1, max_value=MOST_PAGES)
    seen_on = serializers.IntegerField(
        allow_null=True, default=None, min_value=1, max_value=MOST_PAGES
    )
    slot = serializers.IntegerField(
        allow_null=True, default=None, min_value=1, max_value=MOST_SLOTS
    )
    role = serializers.ChoiceField(
        choices=PlacementRole.choices, default=PlacementRole.AUTO
    )


class BoardMovedSerializer(serializers.Serializer[Any]):
    """A move that was made."""

    submission = serializers.CharField(source="submission.ref")
    before = SpotSerializer()
    after = SpotSerializer()


class WeighSerializer(serializers.Serializer[Any]):
    """How much a story counts when an issue is made up; empty: by its length."""

    submission = serializers.CharField(max_length=40)
    weight = serializers.ChoiceField(choices=Weight.choices, allow_blank=True)


class BoardActions(GenericViewSet[Issue]):
    """What the board of an issue shows, and its moves."""

    @extend_schema(responses=BoardPageSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def board(self, request: Request, pk: str | None = None) -> Response:
        """Return every page: its stories, who else is at it, what it lacks."""
        user: Any = request.user
        pages = board_pages(self._with_title(), user)
        return Response(BoardPageSerializer(pages, many=True).data)

    @extend_schema(
        parameters=[ReadyAskedSerializer], responses=ReadyListSerializer, filters=False
    )
    @action(detail=True, pagination_class=None)
    def ready(self, request: Request, pk: str | None = None) -> Response:
        """Return a part of the stories that may be placed, nearest deadline first."""
        user: Any = request.user
        policy.require(user, "page.place", None)
        asked = ReadyAskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = asked.validated_data
        issue = self._with_title()
        grid = board_grid(board_pages(issue, user))
        part = ready_list(
            issue,
            user,
            grid,
            section=found["section"],
            words=found["q"],
            page=found["page"],
        )
        return Response(ReadyListSerializer(part).data)

    @extend_schema(request=BoardMoveSerializer, responses=BoardMovedSerializer)
    @action(detail=True, methods=["post"])
    def moves(self, request: Request, pk: str | None = None) -> Response:
        """Move a story to a page or back to the list."""
        asked = BoardMoveSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found, user = asked.validated_data, request.user
        policy.require(user, "page.place", None)
        person: Any = user
        piece = get_object_or_404(pieces_for(person), ref=found["submission"])
        moved = move_story(
            issue=self._with_title(),
            submission=piece,
            to=Spot(found["to"], found["slot"], found["role"]),
            actor=person,
            seen_on=found["seen_on"],
        )
        return Response(BoardMovedSerializer(moved).data)

    @extend_schema(request=WeighSerializer, responses=WeighSerializer)
    @action(detail=True, methods=["post"])
    def weights(self, request: Request, pk: str | None = None) -> Response:
        """Give a story a weight; answered with the one it has."""
        asked = WeighSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person: Any = request.user
        policy.require(person, "page.place", None)
        ref = asked.validated_data["submission"]
        weight = set_weight(
            submission=get_object_or_404(pieces_for(person), ref=ref),
            weight=asked.validated_data["weight"],
            actor=person,
        )
        return Response({"submission": ref, "weight": weight})

    def _with_title(self) -> Issue:
        found = Issue.objects.select_related("supplement")
        return found.get(pk=self.get_object().pk)
