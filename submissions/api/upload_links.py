"""Asking an author for originals, over the API."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.link_serializers import (
    MadeUploadLinkSerializer,
    NewUploadLinkSerializer,
    UploadLinkSerializer,
)
from submissions.models import UploadLink
from submissions.services.asking import close_for_desk
from submissions.services.upload_links import ask_for_originals, links_of
from submissions.views.pieces import piece_for


class UploadLinksView(ReadersOnly, APIView):
    """The links under which a piece's author sends what the desk misses."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=UploadLinkSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List what the author was asked for, and what has come."""
        piece = piece_for(request.user, ref=ref)
        return Response(UploadLinkSerializer(links_of(piece), many=True).data)

    @extend_schema(
        request=NewUploadLinkSerializer, responses={201: MadeUploadLinkSerializer}
    )
    def post(self, request: Request, ref: str) -> Response:
        """Make a link and write to the author; the link is told only now."""
        piece = piece_for(request.user, ref=ref)
        user: Any = request.user
        asked = read(NewUploadLinkSerializer, request)
        made = ask_for_originals(submission=piece, actor=user, **asked)
        told = MadeUploadLinkSerializer(made).data
        return Response(told, status.HTTP_201_CREATED)


class CloseUploadLinkView(ReadersOnly, APIView):
    """The end of a link that is not needed any more."""

    @extend_schema(request=None, responses=UploadLinkSerializer)
    def post(self, request: Request, ref: str, pk: int) -> Response:
        """Close a link; what came stays, and one that is over stays as it is."""
        link = get_object_or_404(UploadLink, pk=pk, submission__ref=ref)
        user: Any = request.user
        close_for_desk(link=link, actor=user)
        link.refresh_from_db()
        return Response(UploadLinkSerializer(link).data)
