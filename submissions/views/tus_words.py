"""What tus 1.0.0 says in headers: read strictly, written once."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from desk.exceptions import Refused
from submissions import limits
from submissions.enums import UploadPurpose
from submissions.services.uploads import Checksum
from submissions.services.uploads.arriving import CHECKSUMS

if TYPE_CHECKING:
    from submissions.models import Upload

VERSION = "1.0.0"
EXTENSIONS = (
    *("creation", "creation-with-upload", "termination", "expiration"),
    "checksum",
)
BODY_TYPE = "application/offset+octet-stream"
NUMBER = re.compile(r"[0-9]{1,15}")
DIGEST_BYTES = {"sha1": 20, "sha256": 32}
STATUS = {
    **dict.fromkeys(("bad_request", "no_form", "empty"), 400),
    "not_found": 404,
    "offset": 409,
    **dict.fromkeys(("gone", "sent"), 410),
    "length": 411,
    "version": 412,
    **dict.fromkeys(("too_large", "too_many"), 413),
    "locked": 423,
    "too_often": 429,
    "checksum": 460,
    "busy": 503,
    "disk": 507,
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a client says of a file; the name is only a label."""

    filename: str = ""
    purpose: str = UploadPurpose.PHOTO
    form: UUID | None = None
    link: str = ""


def read_number(request: HttpRequest, header: str) -> int:
    """Return a header that must be a whole number of bytes."""
    given = request.headers.get(header, "")
    if not NUMBER.fullmatch(given):
        raise Refused(
            _("The header %(name)s must be a whole number.") % {"name": header},
            code="bad_request",
        )
    return int(given)


def read_body_length(request: HttpRequest) -> int:
    """Return how many bytes a request brings; a body of unknown length is refused."""
    given = request.META.get("CONTENT_LENGTH") or ""
    if not NUMBER.fullmatch(given):
        raise Refused(
            _("The header %(name)s must be a whole number.")
            % {"name": "Content-Length"},
            code="length",
        )
    return int(given)


def read_metadata(request: HttpRequest) -> Metadata:
    """Return what ``Upload-Metadata`` says; unknown keys are left aside."""
    given = dict(_pairs(request.headers.get("Upload-Metadata", "")))
    purpose = given.get("purpose", "") or UploadPurpose.PHOTO
    if purpose not in UploadPurpose.values:
        raise Refused(
            _("A file is for one of these: %(purposes)s.")
            % {"purposes": ", ".join(UploadPurpose.values)},
            code="bad_request",
        )
    return Metadata(
        filename=given.get("filename", "") or given.get("name", ""),
        purpose=purpose,
        form=read_form_key(given.get("form", "")),
        link=given.get("link", ""),
    )


def read_form_key(given: str) -> UUID | None:
    """Return the key of a form; None when there is none."""
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise Refused(_("Load the page again, please."), code="no_form") from None


def read_checksum(request: HttpRequest) -> Checksum | None:
    """Return what ``Upload-Checksum`` promises."""
    given = request.headers.get("Upload-Checksum", "")
    if not given:
        return None
    algorithm, _blank, encoded = given.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    if len(digest) != DIGEST_BYTES.get(algorithm, -1):
        raise Refused(
            _("A checksum is one of these, in Base64: %(algorithms)s.")
            % {"algorithms": ", ".join(CHECKSUMS)},
            code="bad_request",
        )
    return Checksum(algorithm, digest)


def with_headers(answer: HttpResponse, upload: Upload | None = None) -> HttpResponse:
    """Add what every answer tells, and what is told of an upload."""
    answer["Tus-Resumable"] = VERSION
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    if upload is not None:
        answer["Upload-Offset"] = str(upload.offset)
        answer["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return answer


def abilities() -> HttpResponse:
    """Answer ``OPTIONS``: what this server can do."""
    answer = with_headers(HttpResponse(status=204))
    answer["Tus-Version"] = VERSION
    answer["Tus-Max-Size"] = str(limits.PHOTO_BYTES)
    answer["Tus-Extension"] = ",".join(EXTENSIONS)
    answer["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
    return answer


def refused(refusal: Refused) -> HttpResponse:
    """Say no in a whole sentence, with the status that tus gives to the reason."""
    status = STATUS.get(refusal.code, 415)
    plain = "text/plain; charset=utf-8"
    answer = HttpResponse(f"{refusal}", status=status, content_type=plain)
    if status == 412:
        answer["Tus-Version"] = VERSION
    if status in (423, 503):
        answer["Retry-After"] = "3"
    return with_headers(answer)


def metadata_of(upload: Upload) -> str:
    """Write a file's metadata as the client gave it, its name cleaned."""
    given = {"filename": upload.name, "purpose": upload.purpose}
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in given.items()
    )


def _pairs(given: str) -> list[tuple[str, str]]:
    pairs = []
    for pair in filter(None, (one.strip() for one in given.split(","))):
        key, _blank, encoded = pair.partition(" ")
        try:
            value = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            raise Refused(
                _("The header %(name)s is not readable.") % {"name": "Upload-Metadata"},
                code="bad_request",
            ) from None
        pairs.append((key, value.replace("\x00", "")))
    return pairs
