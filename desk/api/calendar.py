"""The days of the desk's own over the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from desk.api.refusals import answer_refusal
from desk.calendar_serializers import DayMarkSerializer, NewDayMarkSerializer
from desk.models import DayMark
from desk.policy import policy
from desk.services.working_days import KEEP, forget_day, set_day

ON = OpenApiParameter("day", date, OpenApiParameter.PATH, description="The day.")


class DayMarkViewSet(ViewSet):
    """The days on which this desk works or rests against the state's calendar."""

    parser_classes = (JSONParser,)
    lookup_field = "day"
    lookup_value_regex = r"\d{4}-\d{2}-\d{2}"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Ask the policy before anything is looked up."""
        super().initial(request, *args, **kwargs)
        policy.require(request.user, KEEP)

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal

    @extend_schema(responses=DayMarkSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return the days, latest first."""
        return Response(DayMarkSerializer(DayMark.objects.all(), many=True).data)

    @extend_schema(
        parameters=[ON], request=NewDayMarkSerializer, responses=DayMarkSerializer
    )
    def update(self, request: Request, day: str) -> Response:
        """Enter a day, or say of it what else it is."""
        asked = NewDayMarkSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        row = set_day(day=_day(day), actor=user, **asked.validated_data)
        return Response(DayMarkSerializer(row).data)

    @extend_schema(parameters=[ON], responses={204: None})
    def destroy(self, request: Request, day: str) -> Response:
        """Let the state's calendar say again what a day is."""
        row = DayMark.objects.filter(day=_day(day)).first()
        if row is None:
            raise NotFound
        user: Any = request.user
        forget_day(row=row, actor=user)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NotFound from error
