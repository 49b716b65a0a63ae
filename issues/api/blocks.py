"""The make-up of a page by hand over the API: its blocks read, set, set again."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from issues.block_serializers import (
    BlocksAskedSerializer,
    PageBlocksSerializer,
    block_of,
)
from issues.models import Page
from issues.services.page_editing import blocks_of, edit_page, set_again


class PageBlockActions(GenericViewSet[Page]):
    """See and set the blocks that stories stand in."""

    @extend_schema(responses=PageBlocksSerializer)
    @action(detail=True, methods=["get"])
    def blocks(self, request: Request, pk: str | None = None) -> Response:
        """Show the blocks of the page as it is made up."""
        return self._planned(self.get_object())

    @extend_schema(request=BlocksAskedSerializer, responses=PageBlocksSerializer)
    @action(detail=True, methods=["post"], url_path="set-blocks")
    def set_blocks(self, request: Request, pk: str | None = None) -> Response:
        """Set the whole page as its blocks say."""
        asked = BlocksAskedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        page = edit_page(
            page=self.get_object(),
            actor=user,
            expected_revision=asked.validated_data["expected_revision"],
            blocks=[block_of(block) for block in asked.validated_data["blocks"]],
            order=asked.validated_data["order"],
        )
        return self._planned(page)

    @extend_schema(request=None, responses=PageBlocksSerializer)
    @action(detail=True, methods=["post"], url_path="set-again")
    def set_again(self, request: Request, pk: str | None = None) -> Response:
        """Set the page in the same blocks with the words of now."""
        user: Any = request.user
        return self._planned(set_again(page=self.get_object(), actor=user))

    def _planned(self, page: Page) -> Response:
        whole = Page.objects.get(pk=page.pk)
        whole.blocks = blocks_of(whole)  # type: ignore[attr-defined]
        return Response(PageBlocksSerializer(whole).data)
