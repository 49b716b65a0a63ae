"""Who has a piece open, over the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.policy import policy
from submissions.api.access import ReadersOnly, read
from submissions.models import Submission
from submissions.presence_serializers import CompanionSerializer, HereSerializer
from submissions.services.presence import companions, note_leaving, note_presence

TAB = OpenApiParameter("tab", str, required=True, description="The window, a UUID.")


class PresenceView(ReadersOnly, APIView):
    """Who else has a piece open now."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=CompanionSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """Say who else has the piece open."""
        return self._told(request, self._piece(request, ref))

    @extend_schema(request=HereSerializer, responses=CompanionSerializer(many=True))
    def post(self, request: Request, ref: str) -> Response:
        """Note that a window of the caller's shows the piece; good for 45 seconds."""
        piece = self._piece(request, ref)
        user: Any = request.user
        note_presence(piece=piece, user=user, **read(HereSerializer, request))
        return self._told(request, piece)

    @extend_schema(parameters=[TAB], responses={204: None})
    def delete(self, request: Request, ref: str) -> Response:
        """Note that the window is closed."""
        piece = self._piece(request, ref)
        user: Any = request.user
        asked = HereSerializer(data={"tab": request.query_params.get("tab")})
        asked.is_valid(raise_exception=True)
        tab: UUID = asked.validated_data["tab"]
        note_leaving(piece=piece, user=user, tab=tab)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _piece(self, request: Request, ref: str) -> Submission:
        piece = get_object_or_404(Submission, ref=ref)
        policy.require(request.user, "submission.read", piece)
        return piece

    def _told(self, request: Request, piece: Submission) -> Response:
        user: Any = request.user
        rows: Any = companions(piece, user)
        return Response(CompanionSerializer(rows, many=True).data)
