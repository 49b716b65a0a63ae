"""Who is at the desk, and the 403 page with its sentence when she may not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from desk.exceptions import NotAllowed
from desk.models import User

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def answering(asked: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Answer ``NotAllowed`` with 403 and its sentence."""

    @wraps(asked)
    def answered(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        try:
            return asked(*args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    return answered


def person(request: HttpRequest) -> User:
    """Return who is signed in; the admin lets nobody else in."""
    return cast(User, request.user)
