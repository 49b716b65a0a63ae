"""Versions of a piece over the API: compared, and restored."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.policy import policy
from submissions.api.access import ReadersOnly, read
from submissions.api.falls import conflict_answer, falls_answer
from submissions.exceptions import EditConflict, ReadsFall
from submissions.models import Version
from submissions.serializers import VersionSerializer
from submissions.services.comparing import changes_between
from submissions.services.restoring import restore_version
from submissions.version_serializers import DifferenceSerializer, RestoreSerializer


class VersionChangesView(ReadersOnly, APIView):
    """What changed between two versions of a piece."""

    @extend_schema(
        parameters=[OpenApiParameter("since", int, description="1 unless told")],
        responses=DifferenceSerializer(many=True),
    )
    def get(self, request: Request, ref: str, number: int) -> Response:
        """List the stretches that stayed (shortened), came and went since another."""
        since = request.query_params.get("since", "1")
        before = _version(request, ref, int(since) if since.isdigit() else 0)
        found = changes_between(before, _version(request, ref, number))
        return Response(DifferenceSerializer(found, many=True).data)


class RestoreVersionView(ReadersOnly, APIView):
    """A version that is to be the newest again."""

    parser_classes = (JSONParser,)

    @extend_schema(
        request=RestoreSerializer,
        responses={200: VersionSerializer, 409: VersionSerializer},
    )
    def post(self, request: Request, ref: str, number: int) -> Response:
        """Save its words as a new version; 409 on a conflict or fallen signatures."""
        asked = read(RestoreSerializer, request)
        version = _version(request, ref, number)
        user: Any = request.user
        try:
            made = restore_version(
                submission=version.submission,
                version=version,
                actor=user,
                expected_number=asked["expected_number"],
                expected_voids=asked["expected_voids"],
            )
        except ReadsFall as fall:
            return falls_answer(fall)
        except EditConflict as conflict:
            return conflict_answer(conflict)
        return Response(VersionSerializer(made).data)


def _version(request: Request, ref: str, number: int) -> Version:
    rows = Version.objects.select_related("submission__current_version", "author")
    found = get_object_or_404(rows, submission__ref=ref, number=number)
    policy.require(request.user, "submission.read", found.submission)
    return found
