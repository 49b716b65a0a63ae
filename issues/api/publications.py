"""What was printed, over the API: each piece's record, its proof, its letter."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from desk.letter_serializers import OutgoingLetterSerializer
from issues.api.access import IssuesAccess
from issues.serializers import PublicationSerializer, TellAgainSerializer
from issues.views.proofs import picture_answer
from submissions.models import Publication
from submissions.services.print_notices import tell_again

SMALL = OpenApiParameter("small", bool, description="The picture 320 pixels high.")


class PublicationFilter(filters.FilterSet):
    """Narrow the records to an issue, a day or a page."""

    issue = filters.NumberFilter(field_name="submission__placement__page__issue")

    class Meta:
        model = Publication
        fields = ("issue", "cover_date", "page_number")


class PublicationViewSet(IssuesAccess, ReadOnlyModelViewSet[Publication]):
    """Look at what was printed, and where; write to an author once more."""

    queryset = Publication.objects.select_related("submission").order_by(
        "-cover_date", "page_number", "pk"
    )
    serializer_class = PublicationSerializer
    filterset_class = PublicationFilter
    parser_classes = (JSONParser,)
    lookup_field = "submission__ref"
    lookup_url_kwarg = "ref"
    lookup_value_regex = "[^/.]+"

    @extend_schema(
        parameters=[SMALL],
        responses={(200, "image/jpeg"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    @action(detail=True)
    def picture(self, request: Request, ref: str) -> HttpResponse:
        """Show the printed page with the piece marked on it."""
        return picture_answer(request, ref)

    @extend_schema(
        request=TellAgainSerializer, responses={201: OutgoingLetterSerializer}
    )
    @action(detail=True, methods=["post"])
    def letter(self, request: Request, ref: str) -> Response:
        """Write to the author once more, with the picture as it is now."""
        asked = TellAgainSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        user: Any = request.user
        letter = tell_again(
            publication=self.get_object(),
            actor=user,
            number=asked.validated_data["number"],
        )
        told = OutgoingLetterSerializer(letter).data
        return Response(told, status.HTTP_201_CREATED)
