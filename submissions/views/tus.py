"""tus 1.0.0 at ``/files/``: files sent up in as many pieces as the line allows.

Whoever knows an upload's address may go on with it: the address holds 122 random bits,
and no cookie is asked for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from desk.exceptions import Refused
from submissions.enums import UploadState
from submissions.models import Upload, UploadLink
from submissions.services.upload_links import form_of, open_link
from submissions.services.uploads import (
    Checksum,
    append_bytes,
    create_upload,
    end_upload,
    settled,
)
from submissions.views.bodies import chunks_of, drain, one_of_few
from submissions.views.limits import left, spend
from submissions.views.tus_words import (
    BODY_TYPE,
    VERSION,
    abilities,
    metadata_of,
    read_body_length,
    read_checksum,
    read_metadata,
    read_number,
    refused,
    with_headers,
)
from submissions.views.upload_states import form_states

logger = logging.getLogger(__name__)

SETTLES = 3.0  # seconds in which a broken line has given all that it had
Answer = Callable[..., HttpResponse]


@csrf_exempt
def files(request: HttpRequest) -> HttpResponse:
    """Begin an upload, or say what this server can do; GET lists those of a form."""
    method = method_of(request)
    if method in ("GET", "HEAD"):
        return form_states(request)
    return _answer(request, method, {"POST": _create})


@csrf_exempt
def one_file(request: HttpRequest, key: str) -> HttpResponse:
    """Tell how much of an upload is here, add to it, or end it."""
    acts = {"HEAD": _tell, "PATCH": _append, "DELETE": _end}
    return _answer(request, method_of(request), acts, key)


def method_of(request: HttpRequest) -> str:
    """Return the method; some networks let only POST pass."""
    method = request.method or ""
    override = request.headers.get("X-HTTP-Method-Override", "")
    return override.upper() if method == "POST" and override else method


def _answer(
    request: HttpRequest, method: str, acts: dict[str, Answer], key: str = ""
) -> HttpResponse:
    if method == "OPTIONS":
        return abilities()
    act = acts.get(method)
    if act is None:
        return with_headers(HttpResponseNotAllowed([*acts, "OPTIONS"]))
    try:
        if request.headers.get("Tus-Resumable") != VERSION:
            raise Refused(
                _("This address speaks tus %(version)s.") % {"version": VERSION},
                code="version",
            )
        return act(request, UUID(hex=key)) if key else act(request)
    except Refused as refusal:
        return _said_no(request, refused(refusal))
    except OSError:
        logger.exception("A file could not be stored")
        sentence = _("The file could not be stored; it is tried again in a moment.")
        return _said_no(request, refused(Refused(sentence, code="disk")))


def _said_no(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Take the rest of the body first: a browser that still sends hears nothing."""
    # Too many, too large, too often, later: told before much is sent, so not taken.
    spare = answer.status_code in (413, 423, 429, 503, 507)
    if spare or not drain(request):
        answer["Connection"] = "close"
    return answer


def _create(request: HttpRequest) -> HttpResponse:
    if "Upload-Defer-Length" in request.headers:
        raise Refused(_("Say first how large the file is."), code="bad_request")
    if "Upload-Concat" in request.headers:
        raise Refused(_("Send the file in one upload."), code="bad_request")
    size = read_number(request, "Upload-Length")
    given = read_metadata(request)
    checksum = read_checksum(request)
    _refuse_over_budget(request, size)
    link = _find_link(given.link) if given.link else None
    upload = create_upload(
        name=given.filename,
        size=size,
        purpose=given.purpose,
        form_key=form_of(link) if link else given.form,
        link=link,
    )
    if request.content_type == BODY_TYPE:
        upload = _receive(request, upload.key, 0, checksum)
    answer = HttpResponse(status=201)
    answer["Location"] = reverse("submissions:file", args=[upload.key.hex])
    return with_headers(answer, upload)


def _tell(_request: HttpRequest, key: UUID) -> HttpResponse:
    upload = settled(_find(key), wait=SETTLES)
    answer = HttpResponse(status=200)
    answer["Upload-Length"] = str(upload.byte_size)
    answer["Upload-Metadata"] = metadata_of(upload)
    return with_headers(answer, upload)


def _append(request: HttpRequest, key: UUID) -> HttpResponse:
    if request.content_type != BODY_TYPE:
        raise Refused(
            _("The bytes of a file are sent as %(type)s.") % {"type": BODY_TYPE},
            code="body_type",
        )
    offset = read_number(request, "Upload-Offset")
    upload = _receive(request, key, offset, read_checksum(request))
    return with_headers(HttpResponse(status=204), upload)


def _end(_request: HttpRequest, key: UUID) -> HttpResponse:
    end_upload(_find(key))
    return with_headers(HttpResponse(status=204))


def _receive(
    request: HttpRequest, key: UUID, offset: int, checksum: Checksum | None
) -> Upload:
    length = read_body_length(request)
    _refuse_over_budget(request, length)
    with one_of_few():
        counted = _Counted(chunks_of(request))
        try:
            return append_bytes(
                key=key,
                offset=offset,
                length=length,
                chunks=counted,
                checksum=checksum,
            )
        finally:
            most = settings.FORM_UPLOAD_BYTES_PER_HOUR
            spend(request, what="bytes", amount=counted.bytes, most=most)


class _Counted:
    """Chunks of a body, and how many bytes they came to."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """Begin at nothing."""
        self.chunks = chunks
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield them."""
        for chunk in self.chunks:
            self.bytes += len(chunk)
            yield chunk


def _find(key: UUID) -> Upload:
    upload = Upload.objects.filter(key=key).first()
    if upload is None:
        raise Refused(_("This file is not here; choose it again."), code="not_found")
    if upload.state == UploadState.REFUSED:
        raise Refused(upload.reason, code="gone")
    return upload


def _find_link(token: str) -> UploadLink:
    link = open_link(token)
    if link is None:
        raise Refused(_("This link is no longer open; ask for a new one."), code="gone")
    return link


def _refuse_over_budget(request: HttpRequest, size: int) -> None:
    most = settings.FORM_UPLOAD_BYTES_PER_HOUR
    if left(request, what="bytes", most=most) < size:
        raise Refused(
            _("Too much was sent from your address; go on in an hour."),
            code="too_often",
        )
