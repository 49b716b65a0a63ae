"""What gives when a page does not fit, over the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from issues.models import Page
from issues.services.giving import advise


class OfferSerializer(serializers.Serializer[Any]):
    """A story to put on the page or to take off."""

    ref = serializers.CharField()
    headline = serializers.CharField()
    sentence = serializers.CharField(allow_blank=True)


class AdviceSerializer(serializers.Serializer[Any]):
    """Words to cut, stories to leave out, a hole and the ready stories that fill it."""

    cuts = serializers.ListField(child=serializers.CharField())
    leave = serializers.CharField(allow_blank=True)
    out = OfferSerializer(many=True)
    hole = serializers.CharField(allow_blank=True)
    into = OfferSerializer(many=True)
    nothing = serializers.CharField(allow_blank=True)


class PageAdviceActions(GenericViewSet[Page]):
    """Ways to make a page fit."""

    @extend_schema(responses=AdviceSerializer)
    @action(detail=True, methods=["get"])
    def advice(self, request: Request, pk: str | None = None) -> Response:
        """Look for ways; it takes a few seconds and changes nothing."""
        user: Any = request.user
        page = get_object_or_404(Page, pk=self.get_object().pk)
        return Response(asdict(advise(page, user)))
