"""An author's private link, made anew over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly
from submissions.models import Submission
from submissions.services.status_links import renew_status_link
from submissions.views.pieces import piece_for


class StatusLinkSerializer(serializers.ModelSerializer[Submission]):
    """Until when the new link is good; the link itself goes to the author only."""

    link_until = serializers.DateTimeField(source="status_token_until")

    class Meta:
        model = Submission
        fields = ("ref", "link_until")
        read_only_fields = fields


class StatusLinkView(ReadersOnly, APIView):
    """The private link of a piece."""

    @extend_schema(request=None, responses=StatusLinkSerializer)
    def post(self, request: Request, ref: str) -> Response:
        """Send the author a new link by letter; the old one opens nothing any more."""
        piece = piece_for(request.user, ref=ref)
        user: Any = request.user
        renew_status_link(submission=piece, actor=user)
        return Response(StatusLinkSerializer(piece).data)
