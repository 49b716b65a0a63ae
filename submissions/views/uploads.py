"""Take one photograph whole, for pages that do not speak tus yet."""

from __future__ import annotations

import logging
from urllib.parse import unquote
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.exceptions import Refused
from submissions.services.uploads import store_upload
from submissions.views.bodies import chunks_of, drain
from submissions.views.limits import spend

logger = logging.getLogger(__name__)

STATUS = {
    "too_large": 413,
    "too_many": 409,
    "too_often": 429,
    "no_form": 400,
    "empty": 400,
    "sent": 410,
}


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Store the request's body as a photograph of the form named in its header."""
    try:
        size = _announced(request)
        stored = store_upload(
            key=_form_key(request),
            name=unquote(request.headers.get("X-File-Name", "")),
            size=size,
            chunks=chunks_of(request),
        )
    except Refused as refusal:
        return _refused(request, refusal)
    except OSError:
        logger.exception("A photograph could not be stored")
        sentence = _("The photograph could not be stored; try again in a few minutes.")
        return JsonResponse({"error": sentence}, status=507)
    known = {"id": stored.key.hex, "name": stored.name, "size": stored.byte_size}
    return JsonResponse({**known, "format": stored.format}, status=201)


def _form_key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.headers.get("X-Form-Key", ""))
    except ValueError:
        raise Refused(_("Load the page again, please."), code="no_form") from None


def _announced(request: HttpRequest) -> int:
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    most = settings.FORM_UPLOAD_BYTES_PER_HOUR
    if not spend(request, what="bytes", amount=size, most=most):
        raise Refused(
            _("Too much was sent from your address; go on in an hour."),
            code="too_often",
        )
    return size


def _refused(request: HttpRequest, refusal: Refused) -> JsonResponse:
    """Say why; a browser hears it only when the rest of its bytes were taken."""
    status = STATUS.get(refusal.code, 415)
    answer = JsonResponse({"error": str(refusal), "code": refusal.code}, status=status)
    if status != 415 or not drain(request):
        answer["Connection"] = "close"
    return answer
