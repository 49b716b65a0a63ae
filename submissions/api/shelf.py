"""How long a held piece may lie, over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.models import Submission
from submissions.services.shelving import set_shelf_life
from submissions.views.pieces import piece_for


class ShelfSerializer(serializers.ModelSerializer[Submission]):
    class Meta:
        model = Submission
        fields = ("ref", "status", "held_until")
        read_only_fields = fields


class NewShelfSerializer(serializers.Serializer[Any]):
    until = serializers.DateField()


class ShelfView(ReadersOnly, APIView):
    """Until when a piece is held."""

    parser_classes = (JSONParser,)

    @extend_schema(request=NewShelfSerializer, responses=ShelfSerializer)
    def put(self, request: Request, ref: str) -> Response:
        """Hold a held piece until another day."""
        piece = piece_for(request.user, ref=ref)
        user: Any = request.user
        asked = read(NewShelfSerializer, request)
        set_shelf_life(submission=piece, actor=user, **asked)
        return Response(ShelfSerializer(piece).data)
