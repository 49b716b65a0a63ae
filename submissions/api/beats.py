"""The sections a member of staff works for, over the API."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.models import User
from submissions.api.access import DutyOnly, read
from submissions.models import Section
from submissions.services.beats import set_sections


class StaffSectionsSerializer(serializers.Serializer[Any]):
    """Short names of sections; none: she works for all."""

    sections = serializers.SlugRelatedField[Section](
        slug_field="slug", many=True, queryset=Section.objects.all()
    )


class StaffSectionsView(DutyOnly, APIView):
    """What somebody is limited to."""

    duty = "staff.manage"
    parser_classes = (JSONParser,)

    @extend_schema(responses=StaffSectionsSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Return the sections of an account."""
        return _shown(get_object_or_404(User, pk=pk))

    @extend_schema(request=StaffSectionsSerializer, responses=StaffSectionsSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Set them as a whole; an empty list takes the limit off."""
        user = get_object_or_404(User, pk=pk)
        actor: Any = request.user
        asked = read(StaffSectionsSerializer, request)
        set_sections(user=user, sections=asked["sections"], actor=actor)
        return _shown(user)


def _shown(user: User) -> Response:
    sections = Section.objects.filter(beats__user=user)
    return Response(StaffSectionsSerializer({"sections": sections}).data)
