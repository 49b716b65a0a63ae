"""Search over the API, as on the desk's page."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from submissions.api.access import ReadersOnly, read
from submissions.enums import SearchOrder, Status
from submissions.search_forms import SearchForm
from submissions.search_serializers import FoundSerializer, SavedSearchSerializer
from submissions.services.searching import (
    forget_search,
    keep_search,
    saved_for,
    search,
)

WISHES = [
    OpenApiParameter("q", str, description="Words; all of them must be there."),
    OpenApiParameter("state", str, enum=Status.values, many=True),
    OpenApiParameter("section", str, description="The short name of a section."),
    OpenApiParameter("tag", str),
    OpenApiParameter("person", str, description="Author, correspondent or editor."),
    OpenApiParameter("since", str, description="The first day, as 2026-11-25."),
    OpenApiParameter("until", str, description="The last day."),
    OpenApiParameter("order", str, enum=SearchOrder.values),
    OpenApiParameter("page", int),
]


class SearchView(ReadersOnly, APIView):
    """Search over everything ever received."""

    @extend_schema(parameters=WISHES, responses=FoundSerializer)
    def get(self, request: Request) -> Response:
        """Return a page of hits, each in its sentence."""
        user: Any = request.user
        form = SearchForm(request.query_params)
        if not form.is_valid():
            raise ValidationError(
                {f: list(map(str, e)) for f, e in form.errors.items()}
            )
        found = search(wishes=form.wishes(), actor=user)
        return Response(FoundSerializer(found, context={"request": request}).data)


class SavedSearchesView(ReadersOnly, APIView):
    """The searches that are kept."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=SavedSearchSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return one's own and those shared with the desk."""
        user: Any = request.user
        return Response(SavedSearchSerializer(saved_for(user), many=True).data)

    @extend_schema(
        request=SavedSearchSerializer, responses={201: SavedSearchSerializer}
    )
    def post(self, request: Request) -> Response:
        """Keep a search; the same name again takes the place of the first."""
        user: Any = request.user
        asked = read(SavedSearchSerializer, request)
        saved = keep_search(
            name=asked["name"],
            wishes=asked["wishes"],
            is_shared=asked.get("is_shared", False),
            actor=user,
        )
        return Response(SavedSearchSerializer(saved).data, status=201)


class SavedSearchView(ReadersOnly, APIView):
    """One of the searches that are kept."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Throw it away; only its owner may."""
        user: Any = request.user
        saved = get_object_or_404(saved_for(user), pk=pk)
        forget_search(saved=saved, actor=user)
        return Response(status=204)
