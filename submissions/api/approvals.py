"""Asking a leader for a read by a one-time link, over the API."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.policy import policy
from submissions.api.access import ReadersOnly, read
from submissions.approval_serializers import (
    ApprovalLinkSerializer,
    MadeApprovalLinkSerializer,
    NewApprovalLinkSerializer,
)
from submissions.models import ApprovalLink, Submission
from submissions.services.approval_links import (
    links_for,
    make_approval_link,
    revoke_approval,
)


class ApprovalLinksView(ReadersOnly, APIView):
    """The links by which leaders were asked for a read of a piece."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=ApprovalLinkSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List who was asked, and what became of it."""
        piece = get_object_or_404(Submission, ref=ref)
        policy.require(request.user, "submission.read", piece)
        links = links_for(piece).select_related("version").defer("version__copy")
        return Response(ApprovalLinkSerializer(links, many=True).data)

    @extend_schema(
        request=NewApprovalLinkSerializer,
        responses={201: MadeApprovalLinkSerializer},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Make a link for the read that is due; it is told only now."""
        piece = get_object_or_404(Submission, ref=ref)
        user: Any = request.user
        asked = read(NewApprovalLinkSerializer, request)
        made = make_approval_link(submission=piece, actor=user, **asked)
        told = MadeApprovalLinkSerializer(made).data
        return Response(told, status.HTTP_201_CREATED)


class RevokeApprovalView(ReadersOnly, APIView):
    """The end of a link that is not needed any more."""

    @extend_schema(request=None, responses=ApprovalLinkSerializer)
    def post(self, request: Request, ref: str, pk: int) -> Response:
        """Take a link back; one that has ended stays as it is."""
        rows = ApprovalLink.objects.select_related(
            "submission", "version", "reader", "created_by"
        )
        link = get_object_or_404(rows, pk=pk, submission__ref=ref)
        user: Any = request.user
        revoke_approval(link=link, actor=user)
        return Response(ApprovalLinkSerializer(link).data)
