"""Planned stories over the API: planned, changed, joined with the copy that came."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from issues.api.access import IssuesAccess
from issues.models import PlannedStory
from issues.plan_serializers import (
    LinkCopySerializer,
    NewStorySerializer,
    PlannedStorySerializer,
    SuggestionSerializer,
)
from issues.services.planned_copy import link_copy, part_copy, suggested_copy
from issues.services.stories import change_story, plan_story


class PlannedStoryViewSet(IssuesAccess, ReadOnlyModelViewSet[PlannedStory]):
    """The stories that are planned, nearest deadline first."""

    queryset = PlannedStory.objects.none()
    serializer_class = PlannedStorySerializer
    parser_classes = (JSONParser,)
    filterset_fields = ("issue", "state", "section", "responsible", "submission")

    def get_queryset(self) -> QuerySet[PlannedStory]:
        """Return the stories with whom and what they name."""
        return PlannedStory.objects.for_lists()

    @extend_schema(request=NewStorySerializer, responses={201: PlannedStorySerializer})
    def create(self, request: Request) -> Response:
        """Plan a story."""
        asked = NewStorySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        story = plan_story(actor=user, **asked.validated_data)
        return self._shown(story.pk, status.HTTP_201_CREATED)

    @extend_schema(request=NewStorySerializer, responses=PlannedStorySerializer)
    def partial_update(self, request: Request, pk: str | None = None) -> Response:
        """Say something else of a planned story."""
        asked = NewStorySerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        story = change_story(
            story=self.get_object(), actor=user, **asked.validated_data
        )
        return self._shown(story.pk)

    @extend_schema(
        request=LinkCopySerializer, responses=PlannedStorySerializer, methods=["put"]
    )
    @extend_schema(responses=PlannedStorySerializer, methods=["delete"])
    @action(detail=True, methods=["put", "delete"])
    def copy(self, request: Request, pk: str | None = None) -> Response:
        """Say which piece is the copy of a story; delete parts them again."""
        user: Any = request.user
        story = self.get_object()
        if request.method == "DELETE":
            part_copy(story=story, actor=user)
        else:
            asked = LinkCopySerializer(data=request.data)
            asked.is_valid(raise_exception=True)
            link_copy(story=story, actor=user, **asked.validated_data)
        return self._shown(story.pk)

    @extend_schema(responses=SuggestionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def suggestions(self, request: Request, pk: str | None = None) -> Response:
        """Return the pieces that may be the copy of a story, likeliest first."""
        user: Any = request.user
        found: Any = suggested_copy(self.get_object(), user)
        return Response(SuggestionSerializer(found, many=True).data)

    def _shown(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=pk)).data, code)
