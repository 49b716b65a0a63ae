"""The sending unit's approval of a piece, over the API."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly
from submissions.views.clearance_files import clearance_response
from submissions.views.pieces import piece_for


class ClearancePageView(ReadersOnly, APIView):
    """The stamped page that came with a piece."""

    @extend_schema(
        responses={
            (200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)
        },
    )
    def get(self, request: Request, ref: str) -> FileResponse:
        """Download the stamped page, whatever it is, with a fixed type.

        Names and a signature stand on it: who may open personal data may, and each
        opening is recorded.  404 where no page came.
        """
        user: Any = request.user
        return clearance_response(piece_for(request.user, ref=ref), user)
