"""Pieces on pages that lack a read, over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.policy import policy
from issues.api.access import IssuesAccess
from issues.services.unread import unread_on_pages
from issues.unread_serializers import UnreadSerializer


class UnreadPlacementsView(IssuesAccess, APIView):
    """What must be read before its page can be signed."""

    @extend_schema(responses=UnreadSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the pieces, the nearest press time first."""
        policy.require(request.user, "submission.read")
        rows: Any = unread_on_pages(request.user)
        return Response(UnreadSerializer(rows, many=True).data)
