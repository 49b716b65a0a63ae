"""Calls for copy over the API: written, sent, reminded of, closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from submissions.api.access import DutyOnly, read
from submissions.call_serializers import (
    CallPersonSerializer,
    CallSerializer,
    CallStateSerializer,
    NewCallSerializer,
    WantedSerializer,
    WrittenLettersSerializer,
)
from submissions.models import CallForCopy
from submissions.services.calls.choosing import Wanted, correspondents_for
from submissions.services.calls.tracking import state_of
from submissions.services.calls.writing import (
    WRITE,
    close_call,
    remind,
    send_call,
    write_call,
)


class CallViewSet(DutyOnly, mixins.ListModelMixin, GenericViewSet[CallForCopy]):
    """The calls for copy, newest first."""

    duty = WRITE
    queryset = CallForCopy.objects.none()
    serializer_class = CallSerializer
    parser_classes = (JSONParser,)

    def get_queryset(self) -> QuerySet[CallForCopy]:
        """Return the calls with how many they go to."""
        found = CallForCopy.objects.select_related("section")
        return found.annotate(people_total=Count("recipients"))

    @extend_schema(responses=CallStateSerializer)
    def retrieve(self, request: Request, pk: str | None = None) -> Response:
        """Return a call with everybody it goes to and what they answered."""
        return self._shown(self.get_object())

    @extend_schema(request=NewCallSerializer, responses={201: CallStateSerializer})
    def create(self, request: Request) -> Response:
        """Write a call down; nothing is sent yet."""
        user: Any = request.user
        call = write_call(actor=user, **read(NewCallSerializer, request))
        return self._shown(call, status.HTTP_201_CREATED)

    @extend_schema(request=WantedSerializer, responses=CallPersonSerializer(many=True))
    @action(detail=False, methods=["post"], pagination_class=None)
    def people(self, request: Request) -> Response:
        """Return who fits; everybody with an e-mail where nothing is wanted."""
        said = read(WantedSerializer, request)
        days = said.get("sent_since_days")
        wanted = Wanted(
            units=said.get("units", ()),
            tags=said.get("tags", ()),
            section=said.get("section"),
            sent_since=timedelta(days=days) if days else None,
            special_only=said["special_only"],
        )
        found = correspondents_for(wanted)
        return Response(CallPersonSerializer(found, many=True).data)

    @extend_schema(request=None, responses=WrittenLettersSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, pk: str | None = None) -> Response:
        """Write the letter to everybody who has none yet."""
        user: Any = request.user
        return Response({"letters": send_call(call=self.get_object(), actor=user)})

    @extend_schema(request=None, responses=WrittenLettersSerializer)
    @action(detail=True, methods=["post"])
    def remind(self, request: Request, pk: str | None = None) -> Response:
        """Write once more to those who are silent; once a call."""
        user: Any = request.user
        return Response({"letters": remind(call=self.get_object(), actor=user)})

    @extend_schema(request=None, responses=CallStateSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str | None = None) -> Response:
        """Let the links of a call open nothing any more."""
        user: Any = request.user
        call = close_call(call=self.get_object(), actor=user)
        return self._shown(call)

    def _shown(self, call: CallForCopy, code: int = status.HTTP_200_OK) -> Response:
        found = self.get_queryset().get(pk=call.pk)
        return Response(CallStateSerializer(state_of(found)).data, code)
