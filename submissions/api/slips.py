"""The slip of a piece, over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly
from submissions.models import Submission
from submissions.services.slips import open_slip
from submissions.views.slip_files import slip_response


class SlipView(ReadersOnly, APIView):
    """The sheet with a piece's reads, versions and words."""

    @extend_schema(
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY)}
    )
    def get(self, request: Request, ref: str) -> HttpResponse:
        """Fetch the slip as PDF; each opening is recorded with the file's hash."""
        user: Any = request.user
        rows = Submission.objects.select_related("section", "current_version")
        piece = get_object_or_404(rows, ref=ref)
        return slip_response(open_slip(submission=piece, actor=user))
