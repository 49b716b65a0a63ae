"""What the day brings the one who asks, over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from issues.api.access import IssuesAccess
from issues.plan_serializers import MorningSerializer
from issues.services.morning import morning_of


class MorningView(IssuesAccess, APIView):
    """What is late, due today and new, as the morning letter says it."""

    @extend_schema(responses=MorningSerializer)
    def get(self, request: Request) -> Response:
        """Return what the day brings."""
        user: Any = request.user
        return Response(MorningSerializer(morning_of(user)).data)
