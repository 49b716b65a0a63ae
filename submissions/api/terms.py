"""The time for which a piece is ours alone, over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.services.exclusive import agree_exclusive_term
from submissions.term_serializers import NewTermSerializer, TermSerializer
from submissions.views.pieces import piece_for


class TermView(ReadersOnly, APIView):
    """For how long a piece is ours alone."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=TermSerializer)
    def get(self, request: Request, ref: str) -> Response:
        """Return how the clock stands."""
        piece = piece_for(request.user, ref=ref)
        return Response(TermSerializer(piece).data)

    @extend_schema(request=NewTermSerializer, responses=TermSerializer)
    def post(self, request: Request, ref: str) -> Response:
        """Write down a term that was agreed with the author."""
        piece = piece_for(request.user, ref=ref)
        user: Any = request.user
        asked = read(NewTermSerializer, request)
        agree_exclusive_term(submission=piece, actor=user, **asked)
        return Response(TermSerializer(piece).data)
