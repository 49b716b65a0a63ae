"""Page formats and the fonts of a layout desk over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from issues.api.access import IssuesAccess
from issues.format_serializers import (
    DeskFontsSerializer,
    FaceFontSerializer,
    PageFormatSerializer,
    SavedFormatSerializer,
)
from issues.models import PageGrid, Supplement
from issues.services.desk_fonts import font_rows, set_desk_fonts
from issues.services.formats import SavedFormat, copy_format, save_format


class PageFormatViewSet(
    IssuesAccess,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[PageGrid],
):
    """Look at the page formats; make, change and copy them."""

    queryset = PageGrid.objects.order_by("name")
    serializer_class = PageFormatSerializer
    lookup_field = "slug"

    @extend_schema(request=PageFormatSerializer, responses={201: SavedFormatSerializer})
    def create(self, request: Request) -> Response:
        """Make a format, if it adds up."""
        asked = PageFormatSerializer(data=request.data)
        return _kept(asked, request, None)

    @extend_schema(request=PageFormatSerializer, responses=SavedFormatSerializer)
    def partial_update(self, request: Request, slug: str | None = None) -> Response:
        """Change a format; its made-up pages must be made up again."""
        grid = self.get_object()
        asked = PageFormatSerializer(grid, data=request.data, partial=True)
        return _kept(asked, request, grid)

    @extend_schema(request=None, responses={201: PageFormatSerializer})
    @action(detail=True, methods=["post"], url_path="copy")
    def copied(self, request: Request, slug: str | None = None) -> Response:
        """Copy a format under a name of its own."""
        user: Any = request.user
        copy = copy_format(grid=self.get_object(), actor=user)
        return Response(PageFormatSerializer(copy).data, status.HTTP_201_CREATED)


class SupplementFonts:
    """The fonts of the layout desk that a supplement goes to."""

    @extend_schema(
        responses=FaceFontSerializer(many=True), filters=False, methods=["get"]
    )
    @extend_schema(
        request=DeskFontsSerializer,
        responses=FaceFontSerializer(many=True),
        methods=["post"],
    )
    @action(detail=True, methods=["get", "post"], pagination_class=None)
    def fonts(self, request: Request, pk: str | None = None) -> Response:
        """Return the faces with their fonts; post to set the desk's own."""
        supplement: Supplement = self.get_object()  # type: ignore[attr-defined]
        if request.method == "POST":
            asked = DeskFontsSerializer(data=request.data)
            asked.is_valid(raise_exception=True)
            user: Any = request.user
            said = asked.validated_data
            supplement = set_desk_fonts(supplement=supplement, actor=user, **said)
        rows: Any = font_rows(supplement)
        return Response(FaceFontSerializer(rows, many=True).data)


def _kept(
    asked: PageFormatSerializer, request: Request, grid: PageGrid | None
) -> Response:
    asked.is_valid(raise_exception=True)
    user: Any = request.user
    saved = save_format(grid=grid, values=asked.validated_data, actor=user)
    code = status.HTTP_200_OK if grid else status.HTTP_201_CREATED
    return Response(_shown(saved), code)


def _shown(saved: SavedFormat) -> dict[str, Any]:
    shown = dict(PageFormatSerializer(saved.grid).data)
    return {**shown, "reopened": [page.pk for page in saved.reopened]}
