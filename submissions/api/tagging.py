"""Tags of pieces over the API: what is proposed, decisions, setting by hand."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.exceptions import Refused
from desk.policy import policy
from submissions.api.access import ReadersOnly, read
from submissions.models import Submission, TagProposal
from submissions.proposal_serializers import AcceptedSerializer
from submissions.services.reach import pieces_for
from submissions.services.tagging.deciding import (
    MAY,
    accept_tag,
    accept_tags,
    change_tags,
    refuse_tag,
    set_tags,
)
from submissions.services.tagging.naming import known_tags, tags_named
from submissions.tag_serializers import (
    PieceTagsSerializer,
    SetTagsSerializer,
    TagDecisionSerializer,
    TaggedSerializer,
    TagManySerializer,
    TagProposalSerializer,
)
from submissions.views.pieces import piece_for


class PieceTagsView(ReadersOnly, APIView):
    """The tags of a piece."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=PieceTagsSerializer)
    def get(self, request: Request, ref: str) -> Response:
        """Return what the piece bears and what is proposed, the likeliest first."""
        return _shown(piece_for(request.user, ref=ref))

    @extend_schema(request=SetTagsSerializer, responses=PieceTagsSerializer)
    def put(self, request: Request, ref: str) -> Response:
        """Let the piece bear these tags and no others."""
        piece = piece_for(request.user, ref=ref)
        asked, user = read(SetTagsSerializer, request), _actor(request)
        policy.require(user, MAY, piece)
        set_tags(piece=piece, tags=tags_named(asked["tags"]), actor=user)
        return _shown(piece)


class TagDecisionView(ReadersOnly, APIView):
    """One proposed tag."""

    parser_classes = (JSONParser,)

    @extend_schema(request=TagDecisionSerializer, responses=TagProposalSerializer)
    def post(self, request: Request, ref: str, pk: int) -> Response:
        """Accept a proposed tag, or refuse it."""
        rows = TagProposal.objects.select_related(
            "submission", "tag", "section", "decided_by"
        )
        row = get_object_or_404(rows, submission__ref=ref, pk=pk)
        asked = read(TagDecisionSerializer, request)
        act = accept_tag if asked["verdict"] == "accept" else refuse_tag
        decided = act(proposal=row, actor=_actor(request))
        return Response(TagProposalSerializer(decided).data)


class AcceptTagsView(ReadersOnly, APIView):
    """All proposed tags of a piece."""

    @extend_schema(request=None, responses=AcceptedSerializer)
    def post(self, request: Request, ref: str) -> Response:
        """Accept all that is open."""
        piece = piece_for(request.user, ref=ref)
        accepted = accept_tags(piece=piece, actor=_actor(request))
        return Response(AcceptedSerializer({"accepted": accepted}).data)


class TagManyView(ReadersOnly, APIView):
    """Tags of many pieces."""

    parser_classes = (JSONParser,)

    @extend_schema(request=TagManySerializer, responses=TaggedSerializer)
    def post(self, request: Request) -> Response:
        """Put tags on many pieces and take others off, or accept what is proposed."""
        asked, user = read(TagManySerializer, request), _actor(request)
        policy.require(user, MAY)
        new = tags_named(asked["add"])
        gone = list(known_tags(asked["remove"]).values())
        done, refused = 0, {}
        for piece in pieces_for(user).filter(ref__in=asked["refs"]):
            try:
                if asked["accept_proposed"]:
                    accept_tags(piece=piece, actor=user)
                change_tags(piece=piece, add=new, remove=gone, actor=user)
                done += 1
            except Refused as refusal:
                refused[piece.ref] = str(refusal)
        return Response(TaggedSerializer({"done": done, "refused": refused}).data)


def _shown(piece: Submission) -> Response:
    tags = piece.tags.select_related("current")
    rows = piece.tag_proposals.select_related("tag", "section", "decided_by")
    said = {
        "tags": list(dict.fromkeys(tag.stands_for.name for tag in tags)),
        "proposals": rows,
    }
    return Response(PieceTagsSerializer(said).data)


def _actor(request: Request) -> Any:
    return request.user
