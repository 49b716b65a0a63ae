"""The correspondents' desk over the API: people, units, the tally of a year."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from desk.letter_serializers import OutgoingLetterSerializer
from desk.policy import policy
from submissions.api.access import ReadersOnly, read
from submissions.directory_serializers import (
    CorrespondentMergeSerializer,
    CorrespondentRowSerializer,
    CorrespondentSerializer,
    DeskNoteSerializer,
    MergeInSerializer,
    NewcomerSerializer,
    TakeInSerializer,
    TallyRowSerializer,
    UnitSerializer,
    YearFiguresSerializer,
)
from submissions.models import Correspondent, CorrespondentMerge, Unit
from submissions.services.directory.counting import with_this_year
from submissions.services.directory.figures import (
    tally_of_people,
    tally_of_units,
    years_of,
)
from submissions.services.directory.keeping import (
    note_about,
    save_correspondent,
    save_unit,
)
from submissions.services.directory.knowing import (
    KEEP,
    found_by_words,
    newcomers,
    people,
    take_in,
)
from submissions.services.directory.letters import letters_to
from submissions.services.directory.merging import merge_correspondents, undo_merge
from submissions.services.directory.sheets import tally_sheet
from submissions.views.tally_files import tally_response

YEAR = OpenApiParameter("year", int, required=True)
BY = OpenApiParameter("by", str, enum=["person", "unit"])
KIND = OpenApiParameter("kind", str, required=True, enum=["xlsx", "csv"])


class CorrespondentFilter(filters.FilterSet):
    """Narrow the list to a name, a unit, a zone, special correspondents."""

    q = filters.CharFilter(method="named", label="Words of name, e-mail or unit.")
    zone = filters.CharFilter(method="of_zone", label="Name of the zone.")

    class Meta:
        model = Correspondent
        fields = ("unit", "is_special")

    def named(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Keep those whose name, address or unit holds the words."""
        return found_by_words(value.split(), rows)

    def of_zone(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Keep those of a zone: their own, else that of their unit."""
        return rows.filter(Q(zone__name=value) | Q(zone=None, unit__zone__name=value))


class CorrespondentViewSet(
    ReadersOnly,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Correspondent],
):
    """Correspondents: who writes for us, and what became of it."""

    parser_classes = (JSONParser,)
    queryset = people().select_related("unit", "zone").order_by("name", "pk")
    serializer_class = CorrespondentSerializer
    filterset_class = CorrespondentFilter

    def get_queryset(self) -> QuerySet[Correspondent]:
        """Count this year for the list."""
        rows = super().get_queryset()
        return with_this_year(rows) if self.action == "list" else rows

    def get_serializer_class(self) -> Any:
        """Show the figures in the list."""
        if self.action == "list":
            return CorrespondentRowSerializer
        return super().get_serializer_class()

    @extend_schema(responses={201: CorrespondentSerializer})
    def create(self, request: Request) -> Response:
        """Make a correspondent."""
        policy.require(request.user, KEEP)
        return self._saved(request, Correspondent(), status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is known of her."""
        policy.require(request.user, KEEP)
        return self._saved(request, self.get_object(), status.HTTP_200_OK)

    def _saved(self, request: Request, row: Correspondent, code: int) -> Response:
        partial = row.pk is not None
        asked = CorrespondentSerializer(row, data=request.data, partial=partial)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        fields = asked.validated_data
        saved = save_correspondent(correspondent=row, fields=fields, actor=user)
        return Response(CorrespondentSerializer(saved).data, code)

    @extend_schema(responses=YearFiguresSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def years(self, request: Request, pk: str) -> Response:
        """Say how much of hers came and was printed, year by year."""
        rows: Any = years_of([self.get_object().pk])
        return Response(YearFiguresSerializer(rows, many=True).data)

    @extend_schema(responses=OutgoingLetterSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def letters(self, request: Request, pk: str) -> Response:
        """List the last letters to her, with their state."""
        policy.require(request.user, "letter.read")
        user: Any = request.user
        rows = [row.letter for row in letters_to(self.get_object(), user)]
        return Response(OutgoingLetterSerializer(rows, many=True).data)

    @extend_schema(methods=["get"], responses=DeskNoteSerializer(many=True))
    @extend_schema(
        methods=["post"],
        request=DeskNoteSerializer,
        responses={201: DeskNoteSerializer},
    )
    @action(
        detail=True,
        methods=["get", "post"],
        pagination_class=None,
        filterset_class=None,
    )
    def notes(self, request: Request, pk: str) -> Response:
        """List what the desk noted about her, or note something."""
        policy.require(request.user, KEEP)
        row, user = self.get_object(), request.user
        if request.method == "GET":
            found = row.notes.select_related("author")
            return Response(DeskNoteSerializer(found, many=True).data)
        text = read(DeskNoteSerializer, request)["text"]
        actor: Any = user
        note = note_about(correspondent=row, text=text, actor=actor)
        return Response(DeskNoteSerializer(note).data, status.HTTP_201_CREATED)

    @extend_schema(
        request=MergeInSerializer, responses={201: CorrespondentMergeSerializer}
    )
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Merge another row into this one; it can be undone."""
        policy.require(request.user, KEEP)
        user: Any = request.user
        other = read(MergeInSerializer, request)["other"]
        made = merge_correspondents(source=other, target=self.get_object(), actor=user)
        told = CorrespondentMergeSerializer(made).data
        return Response(told, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=CorrespondentMergeSerializer)
    @action(detail=False, methods=["post"], url_path=r"merges/(?P<merge>[0-9]+)/undo")
    def undo_merge(self, request: Request, merge: str) -> Response:
        """Part two people again."""
        policy.require(request.user, KEEP)
        user: Any = request.user
        row = get_object_or_404(CorrespondentMerge, pk=merge)
        undo_merge(merge=row, actor=user)
        row.refresh_from_db()
        return Response(CorrespondentMergeSerializer(row).data)

    @extend_schema(methods=["get"], responses=NewcomerSerializer(many=True))
    @extend_schema(
        methods=["post"],
        request=TakeInSerializer,
        responses={201: CorrespondentSerializer},
    )
    @action(
        detail=False,
        methods=["get", "post"],
        pagination_class=None,
        filterset_class=None,
    )
    def newcomers(self, request: Request) -> Response:
        """List who wrote and is in no directory, or take one in."""
        policy.require(request.user, KEEP)
        if request.method == "GET":
            rows: Any = newcomers()
            return Response(NewcomerSerializer(rows, many=True).data)
        user: Any = request.user
        row = take_in(**read(TakeInSerializer, request), actor=user)
        told = CorrespondentSerializer(row).data
        return Response(told, status.HTTP_201_CREATED)

    @extend_schema(parameters=[YEAR, BY], responses=TallyRowSerializer(many=True))
    @action(detail=False, pagination_class=None, filterset_class=None)
    def tally(self, request: Request) -> Response:
        """Give the tally of a year, of people or of units."""
        year, by_unit = _asked(request)
        rows: Any = tally_of_units(year) if by_unit else tally_of_people(year)
        return Response(TallyRowSerializer(rows, many=True).data)

    @extend_schema(
        parameters=[YEAR, BY, KIND],
        responses={
            (200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)
        },
    )
    @action(
        detail=False,
        url_path="tally/file",
        pagination_class=None,
        filterset_class=None,
    )
    def tally_file(self, request: Request) -> HttpResponse:
        """Fetch the tally of a year as a spreadsheet or as CSV."""
        year, by_unit = _asked(request)
        sheet = tally_sheet(year=year, by_unit=by_unit)
        answer = tally_response(sheet, request.query_params.get("kind", ""))
        if answer is None:
            raise NotFound
        return answer


class UnitViewSet(
    ReadersOnly,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[Unit],
):
    """Contributing units with their zones and other names."""

    parser_classes = (JSONParser,)
    queryset = Unit.objects.select_related("zone").prefetch_related("names")
    serializer_class = UnitSerializer
    filterset_fields = ("name",)

    @extend_schema(responses={201: UnitSerializer})
    def create(self, request: Request) -> Response:
        """Make a unit."""
        policy.require(request.user, KEEP)
        return self._saved(request, Unit(), status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        """Change a unit; the other names that are given replace those it had."""
        policy.require(request.user, KEEP)
        return self._saved(request, self.get_object(), status.HTTP_200_OK)

    def _saved(self, request: Request, row: Unit, code: int) -> Response:
        asked = UnitSerializer(row, data=request.data, partial=row.pk is not None)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        saved = save_unit(unit=row, fields=asked.validated_data, actor=user)
        return Response(UnitSerializer(Unit.objects.get(pk=saved.pk)).data, code)


def _asked(request: Request) -> tuple[int, bool]:
    """Return the year and whether units are asked for."""
    typed = request.query_params.get("year", "")
    if not (typed.isdecimal() and len(typed) == 4):
        raise NotFound
    return int(typed), request.query_params.get("by") == "unit"
