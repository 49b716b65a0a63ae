"""Refusals of people in the admin's views: the 403 page with their sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from desk.exceptions import NotAllowed

View = Callable[..., HttpResponseBase]


def answering(view: View) -> View:
    """Answer ``NotAllowed`` with 403 and its sentence."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    return answered
