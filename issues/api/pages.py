"""Pages over the API: place, make up, sign; the same services as the desk's screens."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from issues.api.access import IssuesAccess
from issues.api.advice import PageAdviceActions
from issues.api.blocks import PageBlockActions
from issues.api.board import PageLockActions
from issues.api.booking import PageSetupActions
from issues.api.issues import pages_to_show
from issues.api.page_editor import PageEditorActions
from issues.api.sign_offs import PageConflictActions
from issues.models import Page, PageDraft, Placement
from issues.serializers import (
    MakeUpSerializer,
    PageDetailSerializer,
    PageSerializer,
    PlacementSerializer,
    PlaceSerializer,
    ReorderSerializer,
    SignSerializer,
    WithdrawSerializer,
)
from issues.services.make_up import make_up_page
from issues.services.placing import place_submission, remove_placement, reorder
from issues.services.signing import sign_page, withdraw_sign_off


class PageViewSet(
    PageAdviceActions,
    PageBlockActions,
    PageEditorActions,
    PageLockActions,
    PageSetupActions,
    PageConflictActions,
    IssuesAccess,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Page],
):
    """Look at pages; make them up and sign them."""

    queryset = pages_to_show().order_by("issue", "number")
    serializer_class = PageDetailSerializer
    filterset_fields = ("issue", "status")

    def get_queryset(self) -> QuerySet[Page]:
        """Add the drafts to a single page, without their layouts."""
        pages = super().get_queryset()
        if self.action == "list":
            return pages
        drafts = PageDraft.objects.defer("layout")
        return pages.prefetch_related(Prefetch("drafts", drafts))

    def get_serializer_class(self) -> type[PageSerializer]:
        """List pages as a flatplan shows them; tell all of a single one."""
        return PageSerializer if self.action == "list" else PageDetailSerializer

    @extend_schema(request=PlaceSerializer, responses={201: PlacementSerializer})
    @action(detail=True, methods=["post"])
    def placements(self, request: Request, pk: str | None = None) -> Response:
        """Place an accepted piece on the page."""
        asked = _read(PlaceSerializer, request)
        user: Any = request.user
        placement = place_submission(page=self._page(), actor=user, **asked)
        return Response(PlacementSerializer(placement).data, status.HTTP_201_CREATED)

    @extend_schema(request=ReorderSerializer, responses=PageDetailSerializer)
    @action(detail=True, methods=["post"])
    def order(self, request: Request, pk: str | None = None) -> Response:
        """Deal the slots anew; name every placement once."""
        user: Any = request.user
        reorder(page=self._page(), actor=user, **_read(ReorderSerializer, request))
        return self._shown()

    @extend_schema(request=MakeUpSerializer, responses=PageDetailSerializer)
    @action(detail=True, methods=["post"], url_path="make-up")
    def make_up(self, request: Request, pk: str | None = None) -> Response:
        """Make the page up."""
        user: Any = request.user
        make_up_page(page=self._page(), actor=user, **_read(MakeUpSerializer, request))
        return self._shown()

    @extend_schema(request=SignSerializer, responses=PageDetailSerializer)
    @action(detail=True, methods=["post"])
    def sign(self, request: Request, pk: str | None = None) -> Response:
        """Sign the page as it stands."""
        user: Any = request.user
        sign_page(page=self._page(), signer=user, **_read(SignSerializer, request))
        return self._shown()

    @extend_schema(request=WithdrawSerializer, responses=PageDetailSerializer)
    @action(detail=True, methods=["post"], url_path="withdraw-sign-off")
    def withdraw(self, request: Request, pk: str | None = None) -> Response:
        """Void the signature under the page."""
        user: Any = request.user
        asked = _read(WithdrawSerializer, request)
        withdraw_sign_off(page=self._page(), actor=user, **asked)
        return self._shown()

    def _page(self) -> Page:
        return self.get_object()

    def _shown(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class PlacementViewSet(
    IssuesAccess, mixins.DestroyModelMixin, GenericViewSet[Placement]
):
    """Take a story off its page."""

    queryset = Placement.objects.select_related("page__issue", "submission")
    serializer_class = PlacementSerializer

    def perform_destroy(self, instance: Placement) -> None:
        user: Any = self.request.user
        remove_placement(placement=instance, actor=user)


def _read(kind: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    asked = kind(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
