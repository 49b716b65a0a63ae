"""Mails over the API: what came, what became of it, and what can be done about it."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from desk.policy import policy
from submissions.api.access import MailReadersOnly, read
from submissions.api.raw_mail import (
    RAW,
    MailNotStored,
    RawMailParser,
    raw_of,
    refuse_large,
)
from submissions.mail_serializers import (
    HandInQuerySerializer,
    HandInSerializer,
    MailDetailSerializer,
    MailSerializer,
    SplitSerializer,
)
from submissions.models import MailMessage, MailPart
from submissions.serializers import SubmissionSerializer
from submissions.services.mail.handing_in import hand_in
from submissions.services.mail.handling import split_off
from submissions.services.mail.reading import read_again
from submissions.services.reach import mails_within_reach
from submissions.views.mail_files import raw_response

logger = logging.getLogger(__name__)

KEY_HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key twice is the same delivery.",
)
TOO_LARGE = OpenApiResponse(description="The mail is larger than we take.")
BINARY = {(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)}
SEARCHED = ("subject", "sender_name", "sender_address", "submission__ref")


class MailFilter(django_filters.FilterSet):
    """Outcome, mailbox, days of arrival, and words of subject and sender."""

    received = django_filters.DateFromToRangeFilter(field_name="received_at")
    q = django_filters.CharFilter(method="with_words", label="words")

    class Meta:
        model = MailMessage
        fields = ("outcome", "reason", "mailbox", "received", "q")

    def with_words(self, found: QuerySet, _name: str, words: str) -> QuerySet:
        """Keep mails whose subject, sender or receipt number has the words."""
        wanted = Q()
        for field in SEARCHED:
            wanted |= Q(**{f"{field}__icontains": words})
        return found.filter(wanted)


class MailViewSet(
    MailReadersOnly,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    GenericViewSet[MailMessage],
):
    """Mails, newest first."""

    parser_classes = (RawMailParser, MultiPartParser)
    lookup_field = "key"
    lookup_value_regex = r"[0-9a-f-]{36}"
    filterset_class = MailFilter

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Stop what is too large before a byte of it is read."""
        if self.action == "create":
            refuse_large(request)
        super().initial(request, *args, **kwargs)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Hang up on a sender of whose bytes we read none."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code == status.HTTP_413_REQUEST_ENTITY_TOO_LARGE:
            answer["Connection"] = "close"
        return answer

    def get_queryset(self) -> QuerySet[MailMessage]:
        """Return mails with all that is shown of them, in few queries."""
        found = MailMessage.objects.for_lists()
        if self.action == "list":
            return found.filter(mails_within_reach(self.request.user))
        parts = MailPart.objects.select_related("photo")
        return found.select_related("duplicate_of").prefetch_related(
            Prefetch("parts", queryset=parts), "large_files", "deliveries"
        )

    def get_object(self) -> MailMessage:
        """Return a mail that the person may look at."""
        mail = super().get_object()
        policy.require(self.request.user, self.duty, mail)
        return mail

    def get_serializer_class(self) -> Any:
        """Return the short form for lists."""
        return MailSerializer if self.action == "list" else MailDetailSerializer

    @extend_schema(
        request={RAW: OpenApiTypes.BINARY, "multipart/form-data": HandInSerializer},
        parameters=[KEY_HEADER, HandInQuerySerializer],
        responses={
            201: MailDetailSerializer,
            200: MailDetailSerializer,
            413: TOO_LARGE,
        },
    )
    def create(self, request: Request) -> Response:
        """Hand in a mail as it came; nobody is written to unless that is asked for."""
        policy.require(request.user, "mail.process")
        asked = HandInQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        key = request.headers.get("Idempotency-Key", "") or str(uuid.uuid4())
        user: Any = request.user
        raw, acknowledge = raw_of(request), asked.validated_data["acknowledge"]
        try:
            message, is_new = hand_in(
                raw=raw, key=key, actor=user, acknowledge=acknowledge
            )
        except OSError as error:
            logger.exception("A mail that was handed in could not be stored")
            raise MailNotStored from error
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return self._shown(message, code)

    @extend_schema(request=None, responses=MailDetailSerializer)
    @action(detail=True, methods=["post"])
    def again(self, request: Request, key: str) -> Response:
        """Read a mail once more, now."""
        user: Any = request.user
        return self._shown(read_again(message=self.get_object(), actor=user))

    @extend_schema(responses=BINARY)
    @action(detail=True)
    def raw(self, request: Request, key: str) -> FileResponse:
        """Download a mail as it came; this is recorded."""
        user: Any = request.user
        return raw_response(self.get_object(), user)

    @extend_schema(request=SplitSerializer, responses={201: SubmissionSerializer})
    @action(detail=True, methods=["post"], parser_classes=[JSONParser])
    def split(self, request: Request, key: str) -> Response:
        """Make a piece of its own of another text of a mail."""
        asked = read(SplitSerializer, request)
        user: Any = request.user
        piece = split_off(message=self.get_object(), text=asked["text"], actor=user)
        return Response(SubmissionSerializer(piece).data, status.HTTP_201_CREATED)

    def _shown(self, message: MailMessage, code: int = status.HTTP_200_OK) -> Response:
        found = self.get_queryset().get(pk=message.pk)
        return Response(MailDetailSerializer(found).data, code)
