"""Letters over the API: looked at, let go, held back, sent again, worded."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet, ViewSet

from desk.api.refusals import answer_refusal
from desk.letter_kinds import all_kinds
from desk.letter_serializers import (
    AgainSerializer,
    NewWordingSerializer,
    OutgoingLetterSerializer,
    ReleaseSerializer,
    WordingSerializer,
)
from desk.models import Letter
from desk.policy import policy
from desk.services.letter_acts import READ, drop_letter, release_letter, send_again
from desk.services.letter_reach import letters_for
from desk.services.letter_templates import (
    CONFIGURE,
    known_kind,
    restore_house_words,
    save_template,
    wording_of,
    wordings,
)

KIND = OpenApiParameter("kind", str, OpenApiParameter.PATH, description="The kind.")


class _ByDuty:
    """Let in whose duty a verb is, before anything is looked up."""

    duty: ClassVar[str]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        policy.require(request.user, self.duty)

    def get_exception_handler(self) -> Any:
        """Answer refusals as refusals."""
        return answer_refusal


class LetterViewSet(_ByDuty, ReadOnlyModelViewSet[Letter]):
    """The letters of the house, newest first."""

    duty = READ
    queryset = Letter.objects.none()
    serializer_class = OutgoingLetterSerializer
    parser_classes = (JSONParser,)
    filterset_fields = ("state", "kind", "recipient", "object_type", "object_id")

    def get_queryset(self) -> QuerySet[Letter]:
        """Return the letters with their enclosures, by two questions."""
        user: Any = self.request.user
        rows = letters_for(user).prefetch_related("enclosures")
        return rows.order_by("-created_at", "-id")

    @extend_schema(request=ReleaseSerializer, responses=OutgoingLetterSerializer)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str | None = None) -> Response:
        """Let a waiting letter go, as it stands or in other words."""
        said = _read(ReleaseSerializer, request)
        user: Any = request.user
        letter = release_letter(letter=self.get_object(), actor=user, **said)
        return Response(self.get_serializer(letter).data)

    @extend_schema(request=None, responses=OutgoingLetterSerializer)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, pk: str | None = None) -> Response:
        """Decide that a letter does not go, or not any more."""
        user: Any = request.user
        letter = drop_letter(letter=self.get_object(), actor=user)
        return Response(self.get_serializer(letter).data)

    @extend_schema(request=AgainSerializer, responses={201: OutgoingLetterSerializer})
    @action(detail=True, methods=["post"])
    def again(self, request: Request, pk: str | None = None) -> Response:
        """Send a letter once more; the answer is the new letter."""
        said = _read(AgainSerializer, request)
        user: Any = request.user
        letter = send_again(letter=self.get_object(), actor=user, **said)
        return Response(self.get_serializer(letter).data, status.HTTP_201_CREATED)


class LetterTemplateViewSet(_ByDuty, ViewSet):
    """The wording of every kind of letter."""

    duty = CONFIGURE
    parser_classes = (JSONParser,)
    lookup_field = "kind"
    lookup_value_regex = "[a-z_]+"

    @extend_schema(responses=WordingSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Return every kind as it stands now."""
        every: Any = wordings()
        return Response(WordingSerializer(every, many=True).data)

    @extend_schema(parameters=[KIND], responses=WordingSerializer)
    def retrieve(self, request: Request, kind: str) -> Response:
        """Return one kind as it stands now."""
        return self._answer(kind)

    @extend_schema(
        parameters=[KIND], request=NewWordingSerializer, responses=WordingSerializer
    )
    def update(self, request: Request, kind: str) -> Response:
        """Put the desk's words in the place of the house's."""
        self._known(kind)
        user: Any = request.user
        save_template(kind=kind, actor=user, **_read(NewWordingSerializer, request))
        return self._answer(kind)

    @extend_schema(parameters=[KIND], request=None, responses=WordingSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, kind: str) -> Response:
        """Let the house's words go again; the switches stay."""
        self._known(kind)
        user: Any = request.user
        restore_house_words(kind=kind, actor=user)
        return self._answer(kind)

    def _answer(self, kind: str) -> Response:
        self._known(kind)
        return Response(WordingSerializer(wording_of(known_kind(kind))).data)

    def _known(self, kind: str) -> None:
        if kind not in {each.kind for each in all_kinds() if each.body}:
            raise NotFound


def _read(kind: Any, request: Request) -> dict[str, Any]:
    asked = kind(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
