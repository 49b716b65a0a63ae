"""What stands against a sign-off, and the sign-off of a whole issue, over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from issues.models import Issue, Page
from issues.proof_serializers import (
    ConflictSerializer,
    IssueSignOffSerializer,
    ReopenIssueSerializer,
    SignIssueSerializer,
    StoryChangesSerializer,
)
from issues.serializers import IssueSerializer
from issues.services.conflicts import issue_conflicts, page_conflicts
from issues.services.issue_signing import sign_issue
from issues.services.proofing.counting import changes_after_make_up
from issues.services.reopening import reopen_issue


class PageConflictActions:
    """What a page must be looked at for before it is signed."""

    @extend_schema(responses=ConflictSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def conflicts(self, request: Request, pk: str | None = None) -> Response:
        """List what stands against the sign-off of the page."""
        found = page_conflicts(self._whole())
        return Response(ConflictSerializer(found, many=True).data)

    @extend_schema(responses=StoryChangesSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def changes(self, request: Request, pk: str | None = None) -> Response:
        """Count what was changed in its stories since their first page proof."""
        found = changes_after_make_up(self._whole())
        return Response(StoryChangesSerializer(found, many=True).data)

    def _whole(self) -> Page:
        page = self.get_object()  # type: ignore[attr-defined]
        found = Page.objects.without_layout().select_related("issue__supplement")
        return found.get(pk=page.pk)


class IssueSignActions:
    """Sign a whole issue, and take its release back before it is printed."""

    @extend_schema(responses=ConflictSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def conflicts(self, request: Request, pk: str | None = None) -> Response:
        """List what stands against the sign-off of the issue and its pages."""
        found = issue_conflicts(self._with_title())
        return Response(ConflictSerializer(found, many=True).data)

    @extend_schema(request=SignIssueSerializer, responses=IssueSignOffSerializer)
    @action(detail=True, methods=["post"])
    def sign(self, request: Request, pk: str | None = None) -> Response:
        """Sign the issue, all pages of which are signed."""
        asked = SignIssueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        signed = sign_issue(
            issue=self._with_title(), signer=user, **asked.validated_data
        )
        return Response(IssueSignOffSerializer(signed).data)

    @extend_schema(request=ReopenIssueSerializer, responses=IssueSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Reopen a released issue that is not printed yet."""
        asked = ReopenIssueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        issue = self._with_title()
        reopen_issue(issue=issue, actor=user, **asked.validated_data)
        return self._shown(issue)  # type: ignore[attr-defined]

    def _with_title(self) -> Issue:
        issue = self.get_object()  # type: ignore[attr-defined]
        return Issue.objects.select_related("supplement").get(pk=issue.pk)
