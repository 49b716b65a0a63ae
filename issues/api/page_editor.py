"""The page on the editor's screen over the API: drawn, on trial, and who is at it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from issues.block_serializers import block_of
from issues.models import Page
from issues.preview_serializers import (
    AtPageSerializer,
    NeighboursSerializer,
    PreviewAskedSerializer,
    ShownPage,
    ShownPageSerializer,
    shown,
)
from issues.services.page_drawings import drawing_of
from issues.services.page_presence import (
    neighbours,
    note_at_page,
    note_leaving_page,
)
from issues.services.page_previews import preview_page
from issues.services.proofs import layout_of

TAB = OpenApiParameter("tab", str, required=True, description="The window, a UUID.")


class PageEditorActions(GenericViewSet[Page]):
    """Draw a page, try blocks on it, and tell who else is at it."""

    @extend_schema(responses=ShownPageSerializer)
    @action(detail=True, methods=["get"])
    def drawing(self, request: Request, pk: str | None = None) -> Response:
        """Draw the page as it is made up."""
        page = get_object_or_404(Page, pk=pk)
        layout = layout_of(page)
        drawing = drawing_of(page, layout)
        return Response(shown(ShownPage(page.makeup_revision, layout, drawing)))

    @extend_schema(request=PreviewAskedSerializer, responses=ShownPageSerializer)
    @action(detail=True, methods=["post"], url_path="preview-blocks")
    def preview_blocks(self, request: Request, pk: str | None = None) -> Response:
        """Set the page on trial as its blocks say; nothing is written."""
        asked = PreviewAskedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        preview = preview_page(
            page=self._bare(pk),
            actor=user,
            blocks=[block_of(block) for block in asked.validated_data["blocks"]],
            order=asked.validated_data["order"],
        )
        page = ShownPage(
            preview.page.makeup_revision,
            preview.layout,
            drawing_of(preview.page, preview.layout),
            preview.problems,
        )
        return Response(shown(page, known=asked.validated_data["known"]))

    @extend_schema(methods=["get"], request=None, responses=NeighboursSerializer)
    @extend_schema(
        methods=["post"], request=AtPageSerializer, responses=NeighboursSerializer
    )
    @extend_schema(methods=["delete"], parameters=[TAB], responses={204: None})
    @action(detail=True, methods=["get", "post", "delete"])
    def presence(self, request: Request, pk: str | None = None) -> Response:
        """Say who else is at the page; note that a window shows it, or closes."""
        page = self._bare(pk)
        user: Any = request.user
        if request.method == "DELETE":
            asked = _at_page({"tab": request.query_params.get("tab")})
            note_leaving_page(page=page, user=user, tab=asked["tab"])
            return Response(status=status.HTTP_204_NO_CONTENT)
        if request.method == "POST":
            note_at_page(page=page, user=user, **_at_page(request.data))
        told = {
            "makeup_revision": page.makeup_revision,
            "neighbours": neighbours(page, user),
        }
        return Response(NeighboursSerializer(told).data)

    def _bare(self, pk: str | None) -> Page:
        """Return the page without its layout: an edit asks for no more."""
        pages = Page.objects.without_layout().select_related("issue")
        return get_object_or_404(pages, pk=pk)


def _at_page(data: Any) -> dict[str, Any]:
    asked = AtPageSerializer(data=data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
