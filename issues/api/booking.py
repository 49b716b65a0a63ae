"""Booked pieces, the folio of a page and the daily's number over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from issues.api.access import IssuesAccess
from issues.booking_serializers import (
    BookedPieceSerializer,
    ChangeBookedPieceSerializer,
    DailySerialSerializer,
    FolioSerializer,
    PageSetupSerializer,
)
from issues.models import FixedPiece, Issue, Page
from issues.services.booking import book_piece, cancel_booking, change_booking
from issues.services.furniture import folio_of
from issues.services.page_setup import set_daily_serial, set_page_up


class BookedPieceViewSet(
    IssuesAccess,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    GenericViewSet[FixedPiece],
):
    """Look at what is booked on pages; book, change and cancel pieces."""

    queryset = FixedPiece.objects.select_related("page__issue").order_by(
        "page", "line", "column", "pk"
    )
    serializer_class = BookedPieceSerializer
    filterset_fields = ("page", "kind")
    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(
        request=BookedPieceSerializer, responses={201: BookedPieceSerializer}
    )
    def create(self, request: Request) -> Response:
        """Book a piece on a page; send a form with files to bring an artwork."""
        asked = BookedPieceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = dict(asked.validated_data)
        page, artwork = said.pop("page"), said.pop("artwork", None)
        user: Any = request.user
        piece = book_piece(page=page, values=said, artwork=artwork, actor=user)
        return Response(BookedPieceSerializer(piece).data, status.HTTP_201_CREATED)

    @extend_schema(request=ChangeBookedPieceSerializer, responses=BookedPieceSerializer)
    def partial_update(self, request: Request, pk: str | None = None) -> Response:
        """Change a booked piece."""
        asked = ChangeBookedPieceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said = dict(asked.validated_data)
        user: Any = request.user
        piece = change_booking(
            piece=self.get_object(),
            artwork=said.pop("artwork", None),
            without_artwork=said.pop("without_artwork", False),
            values=said,
            actor=user,
        )
        return Response(BookedPieceSerializer(piece).data)

    def perform_destroy(self, instance: FixedPiece) -> None:
        """Take a booked piece off its page."""
        user: Any = self.request.user
        cancel_booking(piece=instance, actor=user)


class PageSetupActions:
    """What the folio of a page says."""

    @extend_schema(responses=FolioSerializer, methods=["get"])
    @extend_schema(
        request=PageSetupSerializer, responses=FolioSerializer, methods=["patch"]
    )
    @action(detail=True, methods=["get", "patch"])
    def folio(self, request: Request, pk: str | None = None) -> Response:
        """Return what the folio of a page says; patch to set some of it."""
        page: Page = self.get_object()  # type: ignore[attr-defined]
        if request.method == "PATCH":
            asked = PageSetupSerializer(page, data=request.data, partial=True)
            asked.is_valid(raise_exception=True)
            user: Any = request.user
            page = set_page_up(page=page, values=asked.validated_data, actor=user)
        shown = dict(PageSetupSerializer(page).data)
        return Response({**shown, "folio": list(folio_of(page))})


class DailySerialAction:
    """The number of the daily that an issue comes with."""

    @extend_schema(request=DailySerialSerializer, responses=DailySerialSerializer)
    @action(detail=True, methods=["put"], url_path="daily-serial")
    def daily_serial(self, request: Request, pk: str | None = None) -> Response:
        """Set the 总期号 of the daily."""
        issue: Issue = self.get_object()  # type: ignore[attr-defined]
        asked = DailySerialSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        held = set_daily_serial(issue=issue, actor=user, **asked.validated_data)
        return Response({"number": held.daily_serial})
