"""Past issues over the API: brought in, corrected, kept."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from desk.policy import policy
from issues.api.access import IssuesAccess
from issues.archive_serializers import (
    ChangePastPieceSerializer,
    NewPastIssueSerializer,
    PastIssueDetailSerializer,
    PastIssueSerializer,
    SplitPieceSerializer,
)
from issues.models import PastIssue, PastPiece
from issues.services.past_issues import correcting
from issues.services.past_issues.bringing import KEEP, bring_in
from issues.services.past_issues.keeping import keep_past_issue

ONE = r"pieces/(?P<piece>\d+)"


class PastIssueViewSet(IssuesAccess, ReadOnlyModelViewSet[PastIssue]):
    """The issues that were brought in, latest first."""

    queryset = PastIssue.objects.none()
    serializer_class = PastIssueDetailSerializer
    parser_classes = (JSONParser, MultiPartParser)
    filterset_fields = ("supplement", "state", "cover_date")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in whose duty it is."""
        super().initial(request, *args, **kwargs)
        policy.require(request.user, KEEP)

    def get_queryset(self) -> QuerySet[PastIssue]:
        """Return the issues; a single one with its pieces."""
        found = PastIssue.objects.select_related("job")
        if self.action == "list":
            return found
        return found.prefetch_related("pieces__submission")

    def get_serializer_class(self) -> Any:
        """List issues without their pieces."""
        listed = self.action == "list"
        return PastIssueSerializer if listed else PastIssueDetailSerializer

    @extend_schema(
        request={"multipart/form-data": NewPastIssueSerializer},
        responses={201: PastIssueDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Bring a printed issue in; a job reads it."""
        asked = NewPastIssueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data = dict(asked.validated_data)
        user: Any = request.user
        files = [(file.name, file) for file in data.pop("files")]
        past = bring_in(actor=user, files=files, **data)
        return self._shown(past.pk, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={202: PastIssueDetailSerializer})
    @action(detail=True, methods=["post"])
    def keep(self, request: Request, pk: str | None = None) -> Response:
        """Keep the pieces as the division stands now; a job does it."""
        user: Any = request.user
        past = self.get_object()
        keep_past_issue(past=past, actor=user)
        return self._shown(past.pk, status.HTTP_202_ACCEPTED)

    @extend_schema(
        request=ChangePastPieceSerializer, responses=PastIssueDetailSerializer
    )
    @action(detail=True, methods=["patch"], url_path=ONE, url_name="piece")
    def piece(self, request: Request, piece: str, pk: str | None = None) -> Response:
        """Put a piece right, or leave it out."""
        asked = ChangePastPieceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said, user = dict(asked.validated_data), request.user
        found, actor = self._piece(piece), user
        dropped = said.pop("is_dropped", None)
        if dropped is not None:
            correcting.drop_piece(piece=found, actor=actor, dropped=dropped)  # type: ignore[arg-type]
        if said:
            correcting.change_piece(piece=found, actor=actor, **said)  # type: ignore[arg-type]
        return self._shown(found.past_id)

    @extend_schema(request=SplitPieceSerializer, responses=PastIssueDetailSerializer)
    @action(detail=True, methods=["post"], url_path=f"{ONE}/split", url_name="split")
    def split(self, request: Request, piece: str, pk: str | None = None) -> Response:
        """Let a new piece begin with a paragraph."""
        asked = SplitPieceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        found = self._piece(piece)
        correcting.split_piece(piece=found, actor=user, **asked.validated_data)
        return self._shown(found.past_id)

    @extend_schema(request=None, responses=PastIssueDetailSerializer)
    @action(detail=True, methods=["post"], url_path=f"{ONE}/join", url_name="join")
    def join(self, request: Request, piece: str, pk: str | None = None) -> Response:
        """Put the next piece behind this one."""
        user: Any = request.user
        found = self._piece(piece)
        correcting.join_with_next(piece=found, actor=user)
        return self._shown(found.past_id)

    def _piece(self, pk: str) -> PastPiece:
        return get_object_or_404(PastPiece, pk=int(pk), past=self.get_object())

    def _shown(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        past = self.get_queryset().get(pk=pk)
        return Response(PastIssueDetailSerializer(past).data, code)
