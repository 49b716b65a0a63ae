"""Rounds of proofreading over the API: made, marked, decided, closed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from desk.models import User
from issues.api.access import IssuesAccess
from issues.models import Proof, ProofMark
from issues.proof_serializers import (
    DecideMarkSerializer,
    DeskProofSerializer,
    MarksTakenSerializer,
    MarkWordsSerializer,
    NewMarkSerializer,
    NewProofSerializer,
    PointMeansSerializer,
    PointSerializer,
    ProofDetailSerializer,
    ProofMarkSerializer,
    ProofReaderSerializer,
    ProofReasonSerializer,
    ProofSerializer,
    TakeMarksSerializer,
)
from issues.services.proofing import deciding, making, marking
from issues.services.proofing.desk_pdf import bring_desk_proof
from issues.services.proofing.frozen import story_named, what_is_at
from issues.services.proofing.reach import proofs_for, require_seen
from issues.views.proof_files import pdf_response, sheet_response
from submissions.api.falls import falls_answer
from submissions.exceptions import ReadsFall

ONE_MARK = r"marks/(?P<number>\d+)"
FILE = OpenApiResponse(OpenApiTypes.BINARY)


class ProofViewSet(
    IssuesAccess,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Proof],
):
    """Look at proofs; make them, mark them, decide about their marks."""

    queryset = Proof.objects.none()
    serializer_class = ProofDetailSerializer
    parser_classes = (JSONParser, MultiPartParser)
    filterset_fields = ("page", "submission", "kind", "round", "state", "reader")
    lookup_value_regex = r"\d+"

    def get_queryset(self) -> QuerySet[Proof]:
        """Return what this person may see; a single one with sheets and marks."""
        found = proofs_for(self.request.user)
        if self.action == "list":
            return found
        marks = ("marks__submission", "marks__made_by", "marks__decided_by")
        return found.prefetch_related("sheets", *marks, "marks__version")

    def get_serializer_class(self) -> type[ProofSerializer]:
        """List proofs without their marks."""
        return ProofSerializer if self.action == "list" else ProofDetailSerializer

    def get_object(self) -> Proof:
        """Return a proof that this person may look at."""
        proof = super().get_object()
        require_seen(self.request.user, proof)
        return proof

    @extend_schema(
        request={"application/json": NewProofSerializer},
        responses={201: ProofDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Freeze a page or a story and print it for the round that is due."""
        asked = _read(NewProofSerializer, request)
        given = {**_reading(asked), "actor": _person(request)}
        if "page" in asked:
            proof = making.make_page_proof(page=asked["page"], **given)
        else:
            proof = making.make_galley(submission=asked["submission"], **given)
        return self._shown(proof.pk, status.HTTP_201_CREATED)

    @extend_schema(
        request={"multipart/form-data": DeskProofSerializer},
        responses={202: ProofDetailSerializer},
    )
    @action(detail=False, methods=["post"], url_path="from-desk")
    def from_desk(self, request: Request) -> Response:
        """Bring a PDF of the layout desk; a job reads and compares it."""
        asked = _read(DeskProofSerializer, request)
        proof = bring_desk_proof(
            page=asked["page"],
            actor=_person(request),
            file=asked["file"],
            sheet=asked["sheet"],
            **_reading(asked),
        )
        return self._shown(proof.pk, status.HTTP_202_ACCEPTED)

    @extend_schema(
        request={"application/json": ProofReaderSerializer},
        responses=ProofDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, pk: str | None = None) -> Response:
        """Name who proofreads it."""
        asked = _read(ProofReaderSerializer, request)
        proof = self.get_object()
        making.assign_reader(proof=proof, actor=_person(request), **asked)
        return self._shown(proof.pk)

    @extend_schema(
        request={"application/json": NewMarkSerializer},
        responses={201: ProofMarkSerializer},
    )
    @action(detail=True, methods=["post"])
    def marks(self, request: Request, pk: str | None = None) -> Response:
        """Mark it."""
        asked = _read(NewMarkSerializer, request)
        words = {name: asked.pop(name) for name in ("wrong", "right", "remark")}
        made = marking.mark_proof(
            proof=self.get_object(),
            actor=_person(request),
            place=marking.MarkPlace(**asked),
            **words,
        )
        return Response(ProofMarkSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(
        request={"application/json": MarkWordsSerializer},
        responses=ProofMarkSerializer,
    )
    @action(detail=True, methods=["patch"], url_path=ONE_MARK, url_name="mark")
    def mark(self, request: Request, number: str, pk: str | None = None) -> Response:
        """Put a mark right that nobody has decided about."""
        asked = _read(MarkWordsSerializer, request)
        found = self._mark(number)
        marking.change_mark(mark=found, actor=_person(request), **asked)
        return Response(ProofMarkSerializer(found).data)

    @extend_schema(
        request={"application/json": DecideMarkSerializer},
        responses=ProofMarkSerializer,
    )
    @action(
        detail=True, methods=["post"], url_path=f"{ONE_MARK}/decide", url_name="decide"
    )
    def decide(self, request: Request, number: str, pk: str | None = None) -> Response:
        """Let a mark become an edit, or the words stand; 409 names reads that fall."""
        asked = _read(DecideMarkSerializer, request)
        found, actor, reason = self._mark(number), _person(request), asked["reason"]
        if asked["decision"] == "refused":
            deciding.refuse_mark(mark=found, actor=actor, reason=reason)
        elif asked["decision"] == "done":
            deciding.settle_mark(mark=found, actor=actor, reason=reason)
        else:
            expected = asked.get("expected_voids")
            try:
                deciding.take_mark(mark=found, actor=actor, expected_voids=expected)
            except ReadsFall as fall:
                return falls_answer(fall)
        return Response(ProofMarkSerializer(self._mark(number)).data)

    @extend_schema(
        request={"application/json": TakeMarksSerializer},
        responses=MarksTakenSerializer,
    )
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: str | None = None) -> Response:
        """Let marks become edits, each story one version."""
        asked = _read(TakeMarksSerializer, request)
        try:
            done = deciding.take_marks(
                proof=self.get_object(),
                actor=_person(request),
                numbers=asked.get("numbers"),
                expected=asked.get("expected_voids"),
            )
        except ReadsFall as fall:
            return falls_answer(fall)
        told = {
            "taken": [mark.number for mark in done.marks],
            "left": [mark.number for mark in done.left],
        }
        return Response(MarksTakenSerializer(told).data)

    @extend_schema(request=None, responses=ProofDetailSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str | None = None) -> Response:
        """Say that it is read to its end."""
        proof = self.get_object()
        marking.finish_reading(proof=proof, actor=_person(request))
        return self._shown(proof.pk)

    @extend_schema(request=None, responses=ProofDetailSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str | None = None) -> Response:
        """Close the round."""
        proof = self.get_object()
        deciding.close_proof(proof=proof, actor=_person(request))
        return self._shown(proof.pk)

    @extend_schema(
        request={"application/json": ProofReasonSerializer},
        responses=ProofDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def void(self, request: Request, pk: str | None = None) -> Response:
        """Void it, with a reason."""
        proof = self.get_object()
        asked = _read(ProofReasonSerializer, request)
        making.void_proof(proof=proof, actor=_person(request), **asked)
        return self._shown(proof.pk)

    @extend_schema(
        parameters=[PointSerializer], responses=PointMeansSerializer, filters=False
    )
    @action(detail=True, pagination_class=None)
    def at(self, request: Request, pk: str | None = None) -> Response:
        """Tell what stands at a point of a sheet; 204 where nothing does."""
        asked = PointSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        point, proof = asked.validated_data, self.get_object()
        sheet = get_object_or_404(proof.sheets, number=point["sheet"])
        found = what_is_at(proof, sheet, point["x"], point["y"])
        if found is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        story = story_named(proof, found.story)
        told = {
            "story": found.story,
            "title": story.title if story else "",
            "part": found.part,
            "offset": found.offset,
            "line": found.line,
            "at": found.at,
        }
        return Response(PointMeansSerializer(told).data)

    @extend_schema(responses={(200, "application/pdf"): FILE}, filters=False)
    @action(detail=True, pagination_class=None)
    def pdf(self, request: Request, pk: str | None = None) -> HttpResponse:
        """Fetch it as PDF, with room for marks."""
        return pdf_response(self.get_object())

    @extend_schema(responses={(200, "image/png"): FILE}, filters=False)
    @action(
        detail=True,
        url_path=r"sheets/(?P<number>\d+)",
        url_name="sheet",
        pagination_class=None,
    )
    def sheet(
        self, request: Request, number: str, pk: str | None = None
    ) -> HttpResponseBase:
        """Fetch the picture of a sheet."""
        return sheet_response(request, self.get_object(), int(number))

    def _mark(self, number: str) -> ProofMark:
        marks = self.get_object().marks.select_related(
            "proof", "submission", "version", "made_by", "decided_by"
        )
        return get_object_or_404(marks, number=int(number))

    def _shown(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        return Response(
            ProofDetailSerializer(self.get_queryset().get(pk=pk)).data, code
        )


def _person(request: Request) -> User:
    user: Any = request.user
    return user


def _reading(asked: dict[str, Any]) -> dict[str, Any]:
    """Return round, reader and moment as the services name them."""
    names = {"round": "number", "reader": "reader", "due_at": "due_at"}
    return {ours: asked[name] for name, ours in names.items() if name in asked}


def _read(kind: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    asked = kind(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
