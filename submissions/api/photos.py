"""Photographs over the API: send, look, change the words, fetch the files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, status
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from desk.policy import policy
from submissions.api.access import ReadersOnly, read
from submissions.api.falls import falls_answer
from submissions.api.waiting import photos_on_disk
from submissions.models import Photo
from submissions.serializers import (
    ExpectedVoidsSerializer,
    NewPhotoSerializer,
    PhotoSerializer,
)
from submissions.services.editing import ReadsFall
from submissions.services.photos import EDIT, add_photo
from submissions.services.words import change_photo_words
from submissions.views.photo_files import photo_response
from submissions.views.pieces import piece_for


class SubmissionPhotosView(ReadersOnly, APIView):
    """The photographs of one piece."""

    parser_classes = (MultiPartParser, JSONParser)

    @extend_schema(responses=PhotoSerializer(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List the photographs of a piece in their order."""
        piece = piece_for(request.user, ref=ref)
        found = piece.photos.prefetch_related("renditions")
        return Response(PhotoSerializer(found, many=True).data)

    @extend_schema(request=NewPhotoSerializer, responses={201: PhotoSerializer})
    def post(self, request: Request, ref: str) -> Response:
        """Add a photograph, as a file or by the id of an upload.

        A file comes in this request and a worker checks it; an upload came over tus
        (`/files/`, see `POST /api/submissions/`) and has been looked at already.  409
        names the signatures that would fall; send them as `expected_voids` to go on.
        """
        piece = piece_for(request.user, ref=ref)
        policy.require(request.user, EDIT, piece)
        asked = read(NewPhotoSerializer, request)
        words = ([asked.get("caption", "")], [asked.get("credit", "")])
        files = [asked["photo"]] if "photo" in asked else []
        uploads = [asked["upload"]] if "upload" in asked else []
        with photos_on_disk(files, *words, uploads=uploads) as (incoming,):
            user: Any = request.user
            try:
                photo = add_photo(
                    submission=piece,
                    incoming_photo=incoming,
                    actor=user,
                    expected_voids=asked["expected_voids"],
                )
            except ReadsFall as fall:
                return falls_answer(fall)
        return Response(PhotoSerializer(photo).data, status.HTTP_201_CREATED)


class PhotoViewSet(
    ReadersOnly,
    mixins.RetrieveModelMixin,
    GenericViewSet[Photo],
):
    """One photograph."""

    queryset = Photo.objects.select_related("submission").prefetch_related("renditions")
    serializer_class = PhotoSerializer
    parser_classes = (JSONParser,)
    lookup_field = "key"

    def get_object(self) -> Photo:
        """Return a photograph of a piece that the person may read."""
        photo = super().get_object()
        policy.require(self.request.user, self.duty, photo.submission)
        return photo

    @extend_schema(request=PhotoSerializer, responses=PhotoSerializer)
    def partial_update(self, request: Request, key: str) -> Response:
        """Change caption and credit; they are part of the words that are signed."""
        photo = self.get_object()
        asked = PhotoSerializer(photo, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        voids = read(ExpectedVoidsSerializer, request).get("expected_voids", ())
        user: Any = request.user
        try:
            change_photo_words(
                photo=photo, actor=user, expected_voids=voids, **asked.validated_data
            )
        except ReadsFall as fall:
            return falls_answer(fall)
        return Response(PhotoSerializer(self.get_object()).data)


class PhotoFileView(ReadersOnly, APIView):
    """The bytes of a rendition, or of the original."""

    @extend_schema(
        operation_id="photos_file_retrieve",
        responses={(200, "image/jpeg"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def get(self, request: Request, key: str, kind: str) -> FileResponse:
        """Return a file with a fixed type; the original only as a download."""
        photo = get_object_or_404(Photo.objects.select_related("submission"), key=key)
        user: Any = request.user
        return photo_response(photo, kind, user)
