"""Pieces over the API: list, read, send, act, save words."""

from __future__ import annotations

import uuid
from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from desk.policy import policy
from press.copy.exceptions import CopyError
from press.copy.html import blocks_from_html
from press.copy.serial import from_json
from submissions.api.access import ReadersOnly, read
from submissions.api.falls import conflict_answer, falls_answer
from submissions.api.waiting import photos_on_disk
from submissions.enums import Action, Source
from submissions.exceptions import EditConflict
from submissions.incoming import Incoming
from submissions.models import Photo, Section, Submission
from submissions.serializers import (
    ActionSerializer,
    CopySerializer,
    FlagsSerializer,
    NewSubmissionSerializer,
    NewSubmissionWithPhotosSerializer,
    SectionSerializer,
    SubmissionDetailSerializer,
    SubmissionSerializer,
    VersionSerializer,
)
from submissions.services.editing import ReadsFall, save_copy
from submissions.services.flags import set_flags
from submissions.services.reach import pieces_for
from submissions.services.receiving import receive_submission
from submissions.services.searching import matching
from submissions.services.workflow import perform

KEY_HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key twice is the same piece.",
)


class SubmissionFilter(django_filters.FilterSet):
    """State, section, kind, and words of the piece."""

    section = django_filters.CharFilter(field_name="section__slug")
    exclusive = django_filters.BooleanFilter(field_name="is_exclusive")
    q = django_filters.CharFilter(method="with_words", label="words")

    class Meta:
        model = Submission
        fields = ("status", "kind", "source", "section")

    def with_words(self, found: QuerySet, _name: str, words: str) -> QuerySet:
        """Keep pieces in which all words are found."""
        return matching(words, found)


class SubmissionViewSet(
    ReadersOnly,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Submission],
):
    """Pieces, newest first."""

    parser_classes = (JSONParser, MultiPartParser)
    lookup_field = "ref"
    lookup_value_regex = r"GK-\d{4}-\d{4,}"
    filterset_class = SubmissionFilter
    serializer_class = SubmissionDetailSerializer

    def get_queryset(self) -> QuerySet[Submission]:
        """Return pieces with all that is shown of them, in few queries."""
        found = Submission.objects.select_related(
            "section", "claimed_by", "current_version"
        ).prefetch_related("tags__current")
        if self.action == "list":
            found = pieces_for(self.request.user, found)
            if self.request.query_params.get("source") != Source.ARCHIVE:
                found = found.exclude(source=Source.ARCHIVE)
            return found.defer("current_version__copy")
        photos = Photo.objects.prefetch_related("renditions")
        return found.prefetch_related(
            Prefetch("photos", queryset=photos),
            "clearance",
            "reviews__reviewer",
            "reviews__version",
            "transitions__actor",
        )

    def get_object(self) -> Submission:
        """Return a piece that the person may read."""
        piece = super().get_object()
        policy.require(self.request.user, self.duty, piece)
        return piece

    def get_serializer_class(self) -> Any:
        """Return the short form for lists."""
        short = self.action == "list"
        return SubmissionSerializer if short else SubmissionDetailSerializer

    @extend_schema(
        request={
            "application/json": NewSubmissionSerializer,
            "multipart/form-data": NewSubmissionWithPhotosSerializer,
        },
        parameters=[KEY_HEADER],
        responses={201: SubmissionDetailSerializer, 200: SubmissionDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Take in a piece; its photographs with it, or sent up over tus before.

        Large files over a slow line go to `/files/` (tus 1.0.0: creation,
        creation-with-upload, termination, expiration, checksum). `Upload-Metadata`
        has `filename`, `purpose` (photo, document, clearance) and `form`, a UUID that
        you choose: one for each piece. `GET /files/<id>/state/` tells when a worker
        has looked at it; the id then stands for the file in `uploads`.
        """
        asked = read(NewSubmissionWithPhotosSerializer, request)
        section = asked.pop("section", None)
        key = request.headers.get("Idempotency-Key", "") or str(uuid.uuid4())
        user: Any = request.user
        with photos_on_disk(
            asked.pop("photos", []),
            asked.pop("captions", []),
            asked.pop("credits", []),
            uploads=asked.pop("uploads", []),
        ) as photos:
            incoming = Incoming(
                source=Source.API,
                key=f"api:{user.pk}:{key[:120]}",
                blocks=blocks_from_html(asked.pop("body_html", "")),
                section_slug=section.slug if section else "",
                photos=photos,
                **asked,
            )
            received = receive_submission(incoming=incoming, actor=user)
        code = status.HTTP_201_CREATED if received.created else status.HTTP_200_OK
        return self._shown(received.submission.ref, code)

    @extend_schema(request=ActionSerializer, responses=SubmissionDetailSerializer)
    @action(detail=True, methods=["post"])
    def actions(self, request: Request, ref: str) -> Response:
        """Do an action of the workflow."""
        asked = read(ActionSerializer, request)
        user: Any = request.user
        perform(
            submission=self.get_object(),
            action=Action(asked["action"]),
            actor=user,
            note=asked["note"],
            expected_version=asked.get("expected_version"),
            until=asked.get("until"),
        )
        return self._shown(ref)

    @extend_schema(
        request=CopySerializer,
        responses={200: VersionSerializer, 409: VersionSerializer},
    )
    @action(detail=True, methods=["put"], url_path="copy", url_name="copy")
    def words(self, request: Request, ref: str) -> Response:
        """Save words as a new version; 409 with the other version on a conflict."""
        asked = read(CopySerializer, request)
        try:
            copy = from_json(asked["copy"])
        except CopyError as error:
            detail = {"code": "bad_copy", "detail": str(error)}
            return Response(detail, status.HTTP_400_BAD_REQUEST)
        user: Any = request.user
        try:
            version = save_copy(
                submission=self.get_object(),
                copy=copy,
                author=user,
                expected_number=asked["expected_number"],
                note=asked["note"],
                expected_voids=asked.get("expected_voids", ()),
            )
        except ReadsFall as fall:
            return falls_answer(fall)
        except EditConflict as conflict:
            return conflict_answer(conflict)
        return Response(VersionSerializer(version).data)

    @extend_schema(request=FlagsSerializer, responses=SubmissionDetailSerializer)
    @action(detail=True, methods=["put"])
    def flags(self, request: Request, ref: str) -> Response:
        """Set the flags; a flagged piece needs its final read before it is placed."""
        asked = read(FlagsSerializer, request)
        user: Any = request.user
        set_flags(submission=self.get_object(), flags=asked["flags"], actor=user)
        return self._shown(ref)

    @extend_schema(responses=VersionSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def versions(self, request: Request, ref: str) -> Response:
        """List all versions, newest first."""
        found = self.get_object().versions.select_related("author")
        return Response(VersionSerializer(found, many=True).data)

    def _shown(self, ref: str, code: int = status.HTTP_200_OK) -> Response:
        piece = self.get_queryset().get(ref=ref)
        return Response(SubmissionDetailSerializer(piece).data, code)


class SectionViewSet(ReadersOnly, mixins.ListModelMixin, GenericViewSet[Section]):
    """The sections of the paper."""

    queryset = Section.objects.all()
    serializer_class = SectionSerializer
