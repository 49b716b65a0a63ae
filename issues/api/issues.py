"""Issues and supplements over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from desk.policy import policy
from issues.api.access import IssuesAccess
from issues.api.booking import DailySerialAction
from issues.api.clock import IssueClockActions, SupplementClock
from issues.api.formats import SupplementFonts
from issues.api.issue_board import BoardActions
from issues.api.issue_runs import FlatplanActions
from issues.api.sign_offs import IssueSignActions
from issues.models import Export, Issue, Page, Supplement
from issues.serializers import (
    ExportRequestSerializer,
    ExportSerializer,
    IssueSerializer,
    OpenIssueSerializer,
    PageSerializer,
    ProofPagesSerializer,
    SupplementSerializer,
)
from issues.services.exporting import request_export
from issues.services.issue_slips import open_issue_slips
from issues.services.planning import open_issue
from issues.services.print_proofs import ask_again
from issues.services.releasing import release_issue
from submissions.views.slip_files import slip_response


def pages_to_show() -> QuerySet[Page]:
    """Return pages with their stories, without the layouts."""
    pages = Page.objects.without_layout().select_related("grid")
    return pages.prefetch_related("placements__submission").order_by("number")


class SupplementViewSet(
    SupplementClock,
    SupplementFonts,
    IssuesAccess,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    GenericViewSet[Supplement],
):
    """Look at the supplements; change what their pages carry."""

    queryset = Supplement.objects.order_by("pk")
    serializer_class = SupplementSerializer
    http_method_names = ("get", "patch", "post", "head", "options")

    def perform_update(self, serializer: BaseSerializer[Supplement]) -> None:
        policy.require(self.request.user, "desk.configure")
        serializer.save()


class IssueViewSet(
    IssueClockActions,
    DailySerialAction,
    IssueSignActions,
    FlatplanActions,
    BoardActions,
    IssuesAccess,
    ReadOnlyModelViewSet[Issue],
):
    """Look at issues, open one, ask for its package, release it."""

    queryset = Issue.objects.prefetch_related(Prefetch("pages", pages_to_show()))
    serializer_class = IssueSerializer
    filterset_fields = ("supplement", "status", "year", "cover_date")

    @extend_schema(request=OpenIssueSerializer, responses={201: IssueSerializer})
    def create(self, request: Request) -> Response:
        """Open the next issue."""
        asked = OpenIssueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        issue = open_issue(opened_by=user, **asked.validated_data)
        return self._shown(issue, status.HTTP_201_CREATED)

    @extend_schema(responses=PageSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def pages(self, request: Request, pk: str | None = None) -> Response:
        """List the pages of an issue."""
        pages = pages_to_show().filter(issue=self.get_object())
        return Response(PageSerializer(pages, many=True).data)

    @extend_schema(
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY)},
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def slips(self, request: Request, pk: str | None = None) -> HttpResponse:
        """Fetch the slips of all its pieces as one PDF; this is recorded with each."""
        user: Any = request.user
        return slip_response(open_issue_slips(issue=self.get_object(), actor=user))

    @extend_schema(request=None, responses=IssueSerializer)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str | None = None) -> Response:
        """Release the issue to press; after it nothing changes."""
        user: Any = request.user
        return self._shown(release_issue(issue=self.get_object(), actor=user))

    @extend_schema(request=None, responses={202: ProofPagesSerializer})
    @action(detail=True, methods=["post"])
    def proofs(self, request: Request, pk: str | None = None) -> Response:
        """Have the proofs of print drawn that are missing."""
        user: Any = request.user
        pages = ask_again(issue=self.get_object(), actor=user)
        return Response({"pages": pages}, status.HTTP_202_ACCEPTED)

    @extend_schema(
        responses=ExportSerializer(many=True), filters=False, methods=["get"]
    )
    @extend_schema(
        request=ExportRequestSerializer,
        responses={202: ExportSerializer},
        methods=["post"],
    )
    @action(detail=True, methods=["get", "post"], pagination_class=None)
    def exports(self, request: Request, pk: str | None = None) -> Response:
        """List an issue's press packages; post to ask for one."""
        issue = self.get_object()
        if request.method == "GET":
            exports = Export.objects.filter(issue=issue).select_related("job")
            return Response(ExportSerializer(exports, many=True).data)
        asked = ExportRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        export = request_export(
            issue=issue, actor=user, formats=asked.validated_data.get("formats")
        )
        return Response(ExportSerializer(export).data, status.HTTP_202_ACCEPTED)

    def _shown(self, issue: Issue, code: int = status.HTTP_200_OK) -> Response:
        found = self.get_queryset().get(pk=issue.pk)
        return Response(IssueSerializer(found).data, code)
