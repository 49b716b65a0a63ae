"""A month of the desk over the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from issues.api.access import IssuesAccess
from issues.plan_serializers import MonthSerializer
from issues.services.month import asked_month, month_of

MONTH = OpenApiParameter("month", str, description="2026-12; this month without it.")


class CalendarView(IssuesAccess, APIView):
    """A month: working days, steps of issues, deadlines, press days."""

    @extend_schema(parameters=[MONTH], responses=MonthSerializer)
    def get(self, request: Request) -> Response:
        """Return the days of a month with what stands on them."""
        month = month_of(
            asked_month(request.query_params.get("month", "")), user=request.user
        )
        return Response(MonthSerializer(month).data)
