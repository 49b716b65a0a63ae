"""Split, append and group pieces, over the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.api.falls import conflict_answer
from submissions.exceptions import EditConflict
from submissions.models import Submission
from submissions.serializers import SubmissionDetailSerializer
from submissions.services.grouping import append_piece, group_pieces
from submissions.services.reach import pieces_for
from submissions.services.splitting import split_piece
from submissions.talk_serializers import (
    AppendSerializer,
    GroupSerializer,
    PieceSplitSerializer,
)
from submissions.views.pieces import piece_for


class SplitView(ReadersOnly, APIView):
    """Two pieces of one."""

    @extend_schema(
        request=PieceSplitSerializer, responses={201: SubmissionDetailSerializer}
    )
    def post(self, request: Request, ref: str) -> Response:
        """Make a piece of its own of all from a block on; return the new one."""
        user: Any = request.user
        piece = piece_for(request.user, ref=ref)
        asked = read(PieceSplitSerializer, request)
        try:
            new = split_piece(
                submission=piece,
                first_block=asked["first_block"],
                headline=asked["headline"],
                photos=asked["photos"],
                expected_number=asked["expected_version"],
                actor=user,
            )
        except EditConflict as conflict:
            return conflict_answer(conflict)
        return Response(SubmissionDetailSerializer(new).data, status.HTTP_201_CREATED)


class AppendView(ReadersOnly, APIView):
    """One piece of two."""

    @extend_schema(request=AppendSerializer, responses=SubmissionDetailSerializer)
    def post(self, request: Request, ref: str) -> Response:
        """Put another piece's text behind this one's; the other is closed."""
        user: Any = request.user
        piece = piece_for(request.user, ref=ref)
        asked = read(AppendSerializer, request)
        try:
            done = append_piece(
                submission=piece,
                other=piece_for(user, ref=asked["ref"]),
                expected_number=asked["expected_version"],
                actor=user,
            )
        except EditConflict as conflict:
            return conflict_answer(conflict)
        return Response(SubmissionDetailSerializer(done).data)


class GroupView(ReadersOnly, APIView):
    """Short items under one head."""

    @extend_schema(request=GroupSerializer, responses={201: SubmissionDetailSerializer})
    def post(self, request: Request) -> Response:
        """Make one piece of short items, in the order given."""
        user: Any = request.user
        asked = read(GroupSerializer, request)
        found = {
            piece.ref: piece
            for piece in pieces_for(user, Submission.objects.all()).filter(
                ref__in=asked["refs"]
            )
        }
        missing = [ref for ref in asked["refs"] if ref not in found]
        if missing:
            raise Http404
        group = group_pieces(
            pieces=[found[ref] for ref in asked["refs"]],
            headline=asked["headline"],
            actor=user,
        )
        return Response(SubmissionDetailSerializer(group).data, status.HTTP_201_CREATED)
