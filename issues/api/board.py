"""The locks of pages over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from issues.models import Page
from issues.services.page_locks import lock_for_editor, unlock_for_editor


class PageLockAskedSerializer(serializers.Serializer[Any]):
    """Why a page is locked."""

    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class PageLockSerializer(serializers.ModelSerializer[Page]):
    """The lock of a page; without ``locked_at`` it has none."""

    class Meta:
        model = Page
        fields = ("id", "number", "locked_by", "locked_at", "lock_reason")
        read_only_fields = fields


class PageLockActions(GenericViewSet[Page]):
    """Lock a page against make-up and moves, and unlock it."""

    @extend_schema(request=PageLockAskedSerializer, responses=PageLockSerializer)
    @action(detail=True, methods=["post"])
    def lock(self, request: Request, pk: str | None = None) -> Response:
        """Lock the page; what stands on it stays."""
        asked = PageLockAskedSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        page = lock_for_editor(
            page=self.get_object(), actor=user, **asked.validated_data
        )
        return Response(PageLockSerializer(page).data)

    @extend_schema(request=None, responses=PageLockSerializer)
    @action(detail=True, methods=["post"])
    def unlock(self, request: Request, pk: str | None = None) -> Response:
        """Unlock the page."""
        user: Any = request.user
        page = unlock_for_editor(page=self.get_object(), actor=user)
        return Response(PageLockSerializer(page).data)
