"""How a photograph's bytes leave the house: one set of rules for admin and API."""

from __future__ import annotations

from django.http import FileResponse
from django.shortcuts import get_object_or_404

from desk.models import User
from submissions.models import Photo
from submissions.services.photos import open_original


def photo_response(photo: Photo, kind: str, actor: User) -> FileResponse:
    """Answer with a rendition, or with the original as a download.

    Types are fixed and never guessed by the browser: the bytes came from outside.
    """
    if kind == "original":
        response = FileResponse(
            open_original(photo=photo, actor=actor),
            as_attachment=True,
            filename=photo.original_name,
            content_type="application/octet-stream",
        )
    else:
        rendition = get_object_or_404(photo.renditions, kind=kind)
        response = FileResponse(rendition.file.open(), content_type="image/jpeg")
        response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response
