"""Press packages over the API: how far one is, and its file."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.viewsets import ReadOnlyModelViewSet

from issues.api.access import IssuesAccess
from issues.models import Export
from issues.serializers import ExportSerializer
from issues.views.pages import package_response


class ExportViewSet(IssuesAccess, ReadOnlyModelViewSet[Export]):
    """Look at press packages; take one that is ready."""

    queryset = Export.objects.select_related("job", "issue")
    serializer_class = ExportSerializer
    filterset_fields = ("issue", "state")

    @extend_schema(
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY)}
    )
    @action(detail=True)
    def download(self, request: Request, pk: str | None = None) -> FileResponse:
        """Take the package."""
        user: Any = request.user
        return package_response(self.get_object(), user)
