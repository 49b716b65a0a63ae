"""Guesses about a piece over the API, and what its author wrote since."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import MailReadersOnly, ReadersOnly, read
from submissions.models import AuthorMessage, Proposal
from submissions.proposal_serializers import (
    AcceptedSerializer,
    AuthorMessageSerializer,
    DecisionSerializer,
    ProposalSerializer,
)
from submissions.services.mail.author_messages import mark_seen
from submissions.services.mail.deciding import (
    accept_all,
    accept_proposal,
    change_proposal,
)
from submissions.views.pieces import piece_for


class ProposalsView(ReadersOnly, APIView):
    """The guesses about a piece."""

    @extend_schema(responses=ProposalSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List the guesses with their sources, in their order."""
        piece = piece_for(request.user, ref=ref)
        found = piece.proposals.select_related("photo", "decided_by")
        return Response(ProposalSerializer(found, many=True).data)


class ProposalView(ReadersOnly, APIView):
    """One guess."""

    parser_classes = (JSONParser,)

    @extend_schema(request=DecisionSerializer, responses=ProposalSerializer)
    def post(self, request: Request, ref: str, position: int) -> Response:
        """Accept a guess, put other words in its place, or drop it."""
        found = Proposal.objects.select_related("submission", "photo", "decided_by")
        proposal = get_object_or_404(found, submission__ref=ref, position=position)
        asked = read(DecisionSerializer, request)
        user: Any = request.user
        if asked["decision"] == "accept":
            decided = accept_proposal(proposal=proposal, actor=user)
        else:
            value = asked["value"] if asked["decision"] == "change" else ""
            decided = change_proposal(proposal=proposal, value=value, actor=user)
        return Response(ProposalSerializer(decided).data)


class AcceptAllView(ReadersOnly, APIView):
    """All open guesses about a piece."""

    @extend_schema(request=None, responses=AcceptedSerializer)
    def post(self, request: Request, ref: str) -> Response:
        """Say that every open guess is right."""
        piece = piece_for(request.user, ref=ref)
        user: Any = request.user
        accepted = accept_all(piece=piece, actor=user)
        return Response(AcceptedSerializer({"accepted": accepted}).data)


class AuthorMessagesView(MailReadersOnly, APIView):
    """What an author wrote about a piece after sending it."""

    @extend_schema(responses=AuthorMessageSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List the messages, oldest first."""
        piece = piece_for(request.user, ref=ref)
        found = piece.author_messages.select_related("mail")
        return Response(AuthorMessageSerializer(found, many=True).data)


class SeenView(MailReadersOnly, APIView):
    """One message of an author."""

    @extend_schema(request=None, responses=AuthorMessageSerializer)
    def post(self, request: Request, ref: str, pk: int) -> Response:
        """Say that the desk has seen it."""
        found = AuthorMessage.objects.select_related("mail", "submission")
        message = get_object_or_404(found, submission__ref=ref, pk=pk)
        user: Any = request.user
        seen = mark_seen(message=message, actor=user)
        return Response(AuthorMessageSerializer(seen).data)
