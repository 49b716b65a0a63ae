"""From a right password to being signed in: the second step, where it is asked."""

from __future__ import annotations

from time import time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from desk.models import User
from desk.services import second_factor
from desk.services.callers import address_of
from desk.services.locking import forget_failures
from desk.services.sessions import forget_session, note_session

PENDING = "second_step"
PATIENCE = 10 * 60  # seconds


class Step(models.TextChoices):
    """What is still missing after the password."""

    CODE = "code", _("A code of the telephone")
    SET_UP = "set_up", _("A second factor, which the role has to have")


def missing_step(user: User) -> Step | None:
    """Return what a person still has to do after her password."""
    if second_factor.is_set_up(user):
        return Step.CODE
    return Step.SET_UP if second_factor.is_compulsory(user) else None


def follow_sign_in(
    sender: Any, request: HttpRequest | None, user: User, **_kwargs: Any
) -> None:
    """Hold a session back until its second step, or note that somebody is here."""
    session = getattr(request, "session", None)
    if request is None or session is None:
        return
    step = missing_step(user)
    if step is None:
        arrive(request, user)
    else:
        session[PENDING] = {"step": step.value, "since": time()}


def follow_sign_out(
    sender: Any, request: HttpRequest | None, user: Any, **_kwargs: Any
) -> None:
    """Strike the session off the list."""
    key = getattr(getattr(request, "session", None), "session_key", None)
    if key:
        forget_session(key)


def arrive(request: HttpRequest, user: User) -> None:
    """Let a session count: nothing is missing any more."""
    if PENDING in request.session:
        del request.session[PENDING]
        request.session.cycle_key()
    forget_failures(user.get_username(), address_of(request))
    note_session(request, user)


def counted_user(request: HttpRequest, user: Any) -> Any:
    """Return who is signed in; nobody while the second step is missing."""
    if not user.is_authenticated or PENDING not in request.session:
        return user
    request.pending_user = user  # type: ignore[attr-defined]
    return AnonymousUser()


def is_pending(request: HttpRequest) -> bool:
    """Tell whether the second step of a session is still missing."""
    return PENDING in request.session


def pending_step(request: HttpRequest) -> tuple[User, Step] | None:
    """Return who still has to do what; None where nothing waits or it took too long."""
    if not request.user.is_authenticated and hasattr(request, "pending_user"):
        held = request.session[PENDING]
        if time() - held["since"] <= PATIENCE:
            return request.pending_user, Step(held["step"])
    return None


def connect() -> None:
    """Follow what Django tells of signing in and out."""
    user_logged_in.connect(follow_sign_in, dispatch_uid="desk.sign_in")
    user_logged_out.connect(follow_sign_out, dispatch_uid="desk.sign_out")
