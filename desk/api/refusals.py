"""Turn our refusals into answers: 403 for who asks, 409 for what is asked."""

from __future__ import annotations

from typing import Any

from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from desk.exceptions import NotAllowed, Refused


def answer_refusal(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer with the sentence and its code; all else is the framework's to answer."""
    if not isinstance(error, Refused):
        return exception_handler(error, context)
    set_rollback()
    code = (
        status.HTTP_403_FORBIDDEN
        if isinstance(error, NotAllowed)
        else status.HTTP_409_CONFLICT
    )
    return Response({"detail": str(error), "code": error.code}, status=code)
