"""What a mail brought, over the API: its parts, and the files left with a provider."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.policy import policy
from submissions.api.access import MailReadersOnly, read
from submissions.mail_serializers import LetterSerializer, LetterWordsSerializer
from submissions.models import LargeFileLink, MailMessage, MailPart
from submissions.serializers import PhotoSerializer
from submissions.services.mail.handling import (
    ask_for_file,
    asking_letter,
    take_photo_over,
)
from submissions.services.mail.resending import (
    ask_to_resend,
    letter_sent,
    resend_letter,
)
from submissions.views.mail_files import part_response


class MailPartView(MailReadersOnly, APIView):
    """The bytes of a part that is kept as a file."""

    @extend_schema(
        operation_id="mails_parts_retrieve",
        responses={
            (200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)
        },
    )
    def get(self, request: Request, key: UUID, position: int) -> FileResponse:
        """Download a part, whatever it is, with a fixed type; this is recorded."""
        user: Any = request.user
        return part_response(_part(request, key, position), user)


class TakeOverView(MailReadersOnly, APIView):
    """A photograph that was not taken in with the mail's piece."""

    @extend_schema(request=None, responses={201: PhotoSerializer})
    def post(self, request: Request, key: UUID, position: int) -> Response:
        """Add a photograph of the mail to its piece, as a new version of it."""
        user: Any = request.user
        photo = take_photo_over(part=_part(request, key, position), actor=user)
        return Response(PhotoSerializer(photo).data, status.HTTP_201_CREATED)


class AskingLetterView(MailReadersOnly, APIView):
    """The letter that asks a sender for a large file."""

    parser_classes = (JSONParser,)

    @extend_schema(responses=LetterWordsSerializer)
    def get(self, request: Request, key: UUID, position: int) -> Response:
        """Show the words that are prepared; nothing is sent."""
        return Response(
            LetterWordsSerializer(_prepared(_link(request, key, position))).data
        )

    @extend_schema(
        request=LetterWordsSerializer,
        responses={201: LetterSerializer, 200: LetterSerializer},
    )
    def post(self, request: Request, key: UUID, position: int) -> Response:
        """Send it, once; what is left out is as it was prepared."""
        link = _link(request, key, position)
        code = status.HTTP_200_OK if link.asked_at else status.HTTP_201_CREATED
        words = {**_prepared(link), **read(LetterWordsSerializer, request)}
        user: Any = request.user
        letter = ask_for_file(
            link=link, subject=words["subject"], body=words["body"], actor=user
        )
        return Response(LetterSerializer(letter).data, code)


class ResendLetterView(MailReadersOnly, APIView):
    """The letter that asks a sender for files that could not be opened."""

    parser_classes = (JSONParser,)

    @extend_schema(
        operation_id="mails_resend_letter_retrieve", responses=LetterWordsSerializer
    )
    def get(self, request: Request, key: UUID) -> Response:
        """Show the words that are prepared; nothing is sent."""
        return Response(
            LetterWordsSerializer(_prepared_again(_mail(request, key))).data
        )

    @extend_schema(
        operation_id="mails_resend_letter_create",
        request=LetterWordsSerializer,
        responses={201: LetterSerializer, 200: LetterSerializer},
    )
    def post(self, request: Request, key: UUID) -> Response:
        """Send it, once; what is left out is as it was prepared."""
        mail = _mail(request, key)
        known = letter_sent(mail) is not None
        words = {**_prepared_again(mail), **read(LetterWordsSerializer, request)}
        user: Any = request.user
        letter = ask_to_resend(
            message=mail, subject=words["subject"], body=words["body"], actor=user
        )
        code = status.HTTP_200_OK if known else status.HTTP_201_CREATED
        return Response(LetterSerializer(letter).data, code)


def _mail(request: Request, key: UUID) -> MailMessage:
    found = get_object_or_404(MailMessage.objects.select_related("submission"), key=key)
    policy.require(request.user, "mail.read", found)
    return found


def _prepared_again(mail: MailMessage) -> dict[str, str]:
    subject, body = resend_letter(mail)
    return {"recipient": mail.sender_address, "subject": subject, "body": body}


def _part(request: Request, key: UUID, position: int) -> MailPart:
    rows = MailPart.objects.select_related("message__submission", "photo")
    found = get_object_or_404(rows, message__key=key, position=position)
    policy.require(request.user, "mail.read", found.message)
    return found


def _link(request: Request, key: UUID, position: int) -> LargeFileLink:
    rows = LargeFileLink.objects.select_related("message__submission")
    found = get_object_or_404(rows, message__key=key, position=position)
    policy.require(request.user, "mail.read", found.message)
    return found


def _prepared(link: LargeFileLink) -> dict[str, str]:
    subject, body = asking_letter(link)
    recipient = link.message.sender_address
    return {"recipient": recipient, "subject": subject, "body": body}
