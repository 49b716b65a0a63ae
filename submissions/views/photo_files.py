"""How a photograph's bytes leave the house: one set of rules for admin and API."""

from __future__ import annotations

from django.http import FileResponse, Http404

from desk.models import User
from desk.policy import policy
from submissions.enums import RenditionKind
from submissions.models import Photo, Rendition
from submissions.services.photos import open_original


def photo_response(photo: Photo, kind: str, actor: User) -> FileResponse:
    """Answer with a rendition, or with the original as a download.

    Types are fixed and never guessed by the browser: the bytes came from outside.
    """
    policy.require(actor, "submission.read", photo.submission)
    if kind == "original":
        response = FileResponse(
            open_original(photo=photo, actor=actor),
            as_attachment=True,
            filename=photo.original_name,
            content_type="application/octet-stream",
        )
    else:
        rendition = _nearest(photo, kind)
        response = FileResponse(rendition.file.open(), content_type="image/jpeg")
        response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _nearest(photo: Photo, kind: str) -> Rendition:
    """Return a rendition of a kind, else the next larger one, else the largest.

    Older photographs lack kinds that came later.
    """
    kinds = RenditionKind.values  # the smallest first
    if kind in kinds:
        made = {row.kind: row for row in photo.renditions.all()}
        place = kinds.index(kind)
        for one in (*kinds[place:], *reversed(kinds[:place])):
            if one in made:
                return made[one]
    raise Http404
