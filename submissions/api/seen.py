"""Pieces that were seen before, over the API."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.enums import SeenDecision
from submissions.models import SeenBefore
from submissions.seen_serializers import SeenBeforeSerializer, SeenDecisionSerializer
from submissions.services.seen.deciding import join, open_again, set_apart
from submissions.services.seen.showing import seen_of
from submissions.views.pieces import piece_for


class SeenBeforeView(ReadersOnly, APIView):
    """What a piece shares with others."""

    @extend_schema(responses=SeenBeforeSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List them, those first about which somebody has to decide."""
        piece = piece_for(request.user, ref=ref)
        return Response(SeenBeforeSerializer(seen_of(piece), many=True).data)


class SeenDecisionView(ReadersOnly, APIView):
    """What a piece shares with one earlier piece."""

    parser_classes = (JSONParser,)

    @extend_schema(request=SeenDecisionSerializer, responses=SeenBeforeSerializer)
    def post(self, request: Request, ref: str, earlier: str) -> Response:
        """Take it as a new version of the earlier piece, or as one of its own."""
        rows = SeenBefore.objects.select_related("piece", "earlier")
        seen = get_object_or_404(rows, piece__ref=ref, earlier__ref=earlier)
        decision = read(SeenDecisionSerializer, request)["decision"]
        user: Any = request.user
        if decision == SeenDecision.JOINED:
            join(seen=seen, actor=user)
        else:
            act = set_apart if decision == SeenDecision.APART else open_again
            act(seen=seen, actor=user)
        seen.refresh_from_db()
        return Response(SeenBeforeSerializer(seen).data)
