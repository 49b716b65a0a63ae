"""Notes, questions to the author and outside clearance, over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.enums import OutsideVerdict
from submissions.models import Note, OutsideClearance, Question, Submission
from submissions.services.notes import notes_of, write_note
from submissions.services.outside import (
    call_off,
    clearances_of,
    enter_answer,
    send_out,
)
from submissions.services.questions import ask_author, close_question
from submissions.talk_serializers import (
    NewNoteSerializer,
    NewQuestionSerializer,
    NoteSerializer,
    OutsideAnswerSerializer,
    OutsideSerializer,
    QuestionSerializer,
    SendOutSerializer,
)
from submissions.views.clearance_files import outside_response
from submissions.views.pieces import piece_for


class NotesView(ReadersOnly, APIView):
    """The desk's notes about a piece."""

    @extend_schema(responses=NoteSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List the notes, oldest first."""
        found = _notes(piece_for(request.user, ref=ref))
        return Response(NoteSerializer(found, many=True).data)

    @extend_schema(request=NewNoteSerializer, responses={201: NoteSerializer})
    def post(self, request: Request, ref: str) -> Response:
        """Write a note; whom it names with @ finds it on her board."""
        user: Any = request.user
        piece = piece_for(request.user, ref=ref)
        text = read(NewNoteSerializer, request)["text"]
        note = write_note(submission=piece, text=text, actor=user)
        return Response(NoteSerializer(note).data, status.HTTP_201_CREATED)


class QuestionsView(ReadersOnly, APIView):
    """Questions to a piece's author."""

    @extend_schema(responses=QuestionSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List the questions, oldest first; the answers are among the messages."""
        found = piece_for(request.user, ref=ref).questions.select_related("asked_by")
        return Response(QuestionSerializer(found, many=True).data)

    @extend_schema(request=NewQuestionSerializer, responses={201: QuestionSerializer})
    def post(self, request: Request, ref: str) -> Response:
        """Ask the author something; a letter goes to her."""
        user: Any = request.user
        piece = piece_for(request.user, ref=ref)
        text = read(NewQuestionSerializer, request)["text"]
        asked, _letter = ask_author(submission=piece, text=text, actor=user)
        return Response(QuestionSerializer(asked).data, status.HTTP_201_CREATED)


class QuestionView(ReadersOnly, APIView):
    """One question."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, ref: str, pk: int) -> Response:
        """Close a question that needs no answer any more; its text stays."""
        user: Any = request.user
        piece = piece_for(request.user, ref=ref)
        asked = get_object_or_404(Question, pk=pk, submission=piece)
        close_question(question=asked, actor=user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OutsideView(ReadersOnly, APIView):
    """To whom outside a piece was sent."""

    @extend_schema(responses=OutsideSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List the clearances, newest first."""
        found = clearances_of(piece_for(request.user, ref=ref))
        return Response(OutsideSerializer(found, many=True).data)

    @extend_schema(request=SendOutSerializer, responses={201: OutsideSerializer})
    def post(self, request: Request, ref: str) -> Response:
        """Note that the piece as it is now was sent out; no final read until then."""
        user: Any = request.user
        piece = piece_for(request.user, ref=ref)
        asked = read(SendOutSerializer, request)
        sent = send_out(submission=piece, actor=user, **asked)
        return Response(OutsideSerializer(sent).data, status.HTTP_201_CREATED)


class OutsideAnswerView(ReadersOnly, APIView):
    """What came back from outside."""

    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(
        operation_id="submissions_outside_answer",
        request=OutsideAnswerSerializer,
        responses=OutsideSerializer,
    )
    def post(self, request: Request, ref: str, pk: int) -> Response:
        """Enter the answer, with the stamped page if there is one."""
        user: Any = request.user
        out = get_object_or_404(
            OutsideClearance, pk=pk, submission=piece_for(request.user, ref=ref)
        )
        asked = read(OutsideAnswerSerializer, request)
        if asked["verdict"] == OutsideVerdict.CALLED_OFF:
            done = call_off(clearance=out, actor=user, reason=asked["opinion"])
        else:
            page = asked.get("page")
            done = enter_answer(
                clearance=out,
                verdict=asked["verdict"],
                opinion=asked["opinion"],
                page=page,
                page_name=page.name if page else "",
                actor=user,
            )
        return Response(OutsideSerializer(done).data)


class OutsidePageView(ReadersOnly, APIView):
    """A stamped page that came back."""

    @extend_schema(
        responses={
            (200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)
        },
    )
    def get(self, request: Request, ref: str, pk: int) -> FileResponse:
        """Download it, whatever it is, with a fixed type; this is recorded."""
        out = get_object_or_404(
            OutsideClearance, pk=pk, submission=piece_for(request.user, ref=ref)
        )
        user: Any = request.user
        return outside_response(out, user)


def _notes(piece: Submission) -> QuerySet[Note]:
    return notes_of(piece).prefetch_related("mentions__user")
