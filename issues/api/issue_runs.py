"""The flatplan of sections and the make-up of a whole issue over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from issues.api.access import IssuesAccess
from issues.board_serializers import (
    FlatplanPageSerializer,
    FlatplanSerializer,
    IssueRunSerializer,
    RunAskedSerializer,
)
from issues.models import Issue, IssueRun, IssueRunPage
from issues.services.flatplan import set_flatplan
from issues.services.issue_runs import ask_for_run, cancel_run
from issues.services.run_undoing import undo_run


class FlatplanActions(GenericViewSet[Issue]):
    """Which sections each page of an issue takes."""

    @extend_schema(
        responses=FlatplanPageSerializer(many=True), filters=False, methods=["get"]
    )
    @extend_schema(
        request=FlatplanSerializer,
        responses=FlatplanPageSerializer(many=True),
        methods=["put"],
    )
    @action(detail=True, methods=["get", "put"], pagination_class=None)
    def flatplan(self, request: Request, pk: str | None = None) -> Response:
        """Return 版名 and sections of each page; put those that change."""
        issue = self.get_object()
        if request.method == "PUT":
            asked = FlatplanSerializer(data=request.data)
            asked.is_valid(raise_exception=True)
            user: Any = request.user
            rows = {
                row["number"]: (row.get("label"), row.get("sections"))
                for row in asked.validated_data["pages"]
            }
            set_flatplan(issue=issue, actor=user, rows=rows)
        pages = issue.pages.without_layout().order_by("number")
        found = pages.prefetch_related("sections")
        return Response(FlatplanPageSerializer(found, many=True).data)


class IssueRunViewSet(IssuesAccess, ReadOnlyModelViewSet[IssueRun]):
    """Make up whole issues; look at what went where, stop or undo it."""

    queryset = IssueRun.objects.select_related("job", "issue").prefetch_related(
        Prefetch(
            "pages",
            IssueRunPage.objects.select_related("page")
            .defer("before", "page__layout")
            .order_by("page__number"),
        )
    )
    serializer_class = IssueRunSerializer
    filterset_fields = ("issue", "state")

    @extend_schema(request=RunAskedSerializer, responses={202: IssueRunSerializer})
    def create(self, request: Request) -> Response:
        """Ask for the make-up of an issue; its job tells how far it is."""
        asked = RunAskedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        run = ask_for_run(actor=user, **asked.validated_data)
        return self._shown(run, status.HTTP_202_ACCEPTED)

    @extend_schema(request=None, responses=IssueRunSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str | None = None) -> Response:
        """Stop it after the page it is at."""
        user: Any = request.user
        return self._shown(cancel_run(run=self.get_object(), actor=user))

    @extend_schema(request=None, responses=IssueRunSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str | None = None) -> Response:
        """Undo the whole of it, as long as nobody changed its pages since."""
        user: Any = request.user
        return self._shown(undo_run(run=self.get_object(), actor=user))

    def _shown(self, run: IssueRun, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.queryset.get(pk=run.pk)).data, code)
