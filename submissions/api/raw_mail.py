"""A raw mail in the body of a request, stopped by its size before it is read."""

from __future__ import annotations

from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from submissions import limits
from submissions.mail_serializers import HandInSerializer
from submissions.services.mail.handing_in import too_large_sentence

RAW = "message/rfc822"
# What a form says around its file.
AROUND_A_FILE = 64 * 1024


class MailTooLarge(APIException):
    """The mail is larger than we take."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE

    def __init__(self) -> None:
        super().__init__({"detail": too_large_sentence(), "code": "too_large"})


class MailNotStored(APIException):
    """The disk takes no more; nothing of the mail was kept."""

    status_code = status.HTTP_507_INSUFFICIENT_STORAGE

    def __init__(self) -> None:
        said = _("The mail could not be stored. Send it again in a few minutes.")
        super().__init__({"detail": said, "code": "not_stored"})


class RawMailParser(BaseParser):
    """Take the body of a request as it is."""

    media_type = RAW

    def parse(
        self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None
    ) -> Any:
        """Return the bytes."""
        return stream.read(limits.MAIL_BYTES + 1)


def refuse_large(request: Request) -> None:
    """Raise ``MailTooLarge`` when a request says that it is too large."""
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    most = limits.MAIL_BYTES
    if not str(request.content_type).startswith(RAW):
        most += AROUND_A_FILE
    if announced.isdigit() and int(announced) > most:
        raise MailTooLarge


def raw_of(request: Request) -> bytes:
    """Return the mail that was sent, as the body or as a file."""
    if isinstance(request.data, bytes):
        return request.data
    asked = HandInSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    file = asked.validated_data["file"]
    if file.size > limits.MAIL_BYTES:
        raise MailTooLarge
    raw: bytes = file.read()
    return raw
