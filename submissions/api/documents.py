"""Word files over the API: sent, read by the worker, asked for until they are read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from submissions.api.access import DutyOnly, read
from submissions.document_serializers import (
    NewDocumentSerializer,
    ReadDocumentSerializer,
)
from submissions.enums import UploadPurpose
from submissions.services.reading_words import find_document
from submissions.services.uploads import store_upload


class EditorsOnly(DutyOnly):
    """Let in who works on pieces: a file may name people and their telephones."""

    duty = "submission.edit"


class DocumentsView(EditorsOnly, APIView):
    """Read a Word file, or an archive with one, into the fields of a piece."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        request=NewDocumentSerializer, responses={202: ReadDocumentSerializer}
    )
    def post(self, request: Request) -> Response:
        """Take a file; what it says is told at `Location` when it has been read."""
        file: Any = read(NewDocumentSerializer, request)["document"]
        upload = store_upload(
            key=uuid4(),  # no form is open; its photographs are kept beside it
            name=file.name or "",
            size=file.size or 0,
            chunks=file.chunks(),
            purpose=UploadPurpose.DOCUMENT,
        )
        at = reverse("document-detail", args=[upload.key], request=request)
        told = ReadDocumentSerializer(upload).data
        return Response(told, status.HTTP_202_ACCEPTED, headers={"Location": at})


class DocumentView(EditorsOnly, APIView):
    """A Word file that was sent to be read."""

    @extend_schema(
        responses={
            200: ReadDocumentSerializer,
            202: OpenApiResponse(ReadDocumentSerializer, "It is still being read."),
        }
    )
    def get(self, request: Request, key: Any) -> Response:
        """Return what a file says; 202 while it is being read."""
        upload = find_document(key)
        if upload is None:
            raise Http404
        told = ReadDocumentSerializer(upload).data
        waits = upload.state in ("arriving", "checking")
        code = status.HTTP_202_ACCEPTED if waits else status.HTTP_200_OK
        return Response(told, code)
