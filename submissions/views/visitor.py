"""Who of our authors is at the browser: a session of her own, apart from the desk's.

An editor may be an author, too.  Her two sign-ins have two cookies, so that leaving
the one never ends the other, and the desk's week is not made into two months.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from submissions.models import ConfirmedAddress
from submissions.services.addresses import note_seen

COOKIE = "guidekit_author"
LASTS = timedelta(days=60)  # from the last visit
RENEWED = timedelta(days=1)  # how often a visit moves the end on
WHO, NUMBER, SEEN = "author", "number", "seen"


class Visit:
    """What the request's own cookie says; read when somebody asks, and only then."""

    def __init__(self, key: str | None) -> None:
        """Remember the cookie."""
        self.came_with = key
        self.asked = False
        self._session: SessionStore | None = None
        self._author: ConfirmedAddress | None = None

    @property
    def author(self) -> ConfirmedAddress | None:
        """Return who is signed in, or nobody."""
        if not self.asked:
            self.asked = True
            self._author = self._find() if self.came_with else None
        return self._author

    def _find(self) -> ConfirmedAddress | None:
        session = SessionStore(self.came_with)
        author = ConfirmedAddress.objects.filter(pk=session.get(WHO, 0)).first()
        if author is None or author.session_number != session.get(NUMBER):
            return None
        self._session = session
        note_seen(author)
        return author

    def sign_in(self, author: ConfirmedAddress) -> None:
        """Begin a session under a new key, whatever key the browser came with."""
        self.sign_out()
        session = SessionStore()
        session[WHO], session[NUMBER] = author.pk, author.session_number
        session.cycle_key()
        self._session, self._author, self.asked = session, author, True
        self._move_end(session)

    def sign_out(self) -> None:
        """End this browser's session."""
        if self.came_with:
            SessionStore(self.came_with).flush()
        self._session, self._author, self.asked = None, None, True

    def settle(self, response: HttpResponseBase) -> None:
        """Send, move on or take back the cookie."""
        if not self.asked:
            return
        patch_vary_headers(response, ("Cookie",))
        session = self._session
        if session is None:
            if self.came_with:
                response.delete_cookie(COOKIE, samesite="Lax")
            return
        new = session.session_key != self.came_with
        if not new and timezone.now().timestamp() - session[SEEN] < (
            RENEWED.total_seconds()
        ):
            return
        if not new:
            self._move_end(session)
        response.set_cookie(
            COOKIE,
            session.session_key or "",
            max_age=LASTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    @staticmethod
    def _move_end(session: SessionStore) -> None:
        session[SEEN] = timezone.now().timestamp()
        session.set_expiry(LASTS)
        session.save()


class VisitMiddleware:
    """Give each request its ``visit``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hang the visit on the request, and its cookie on the answer."""
        visit = Visit(request.COOKIES.get(COOKIE))
        cast(Any, request).visit = visit
        response = self.get_response(request)
        visit.settle(response)
        return response


def visit_of(request: HttpRequest) -> Visit:
    """Return the visit that the middleware has hung on the request."""
    found: Visit = cast(Any, request).visit
    return found


def author_of(request: HttpRequest) -> ConfirmedAddress | None:
    """Return the author who is signed in at this browser."""
    return visit_of(request).author


def sign_in(request: HttpRequest, author: ConfirmedAddress) -> None:
    """Sign an author in; what was made for the page before no longer counts."""
    visit_of(request).sign_in(author)
    rotate_token(request)


def sign_out(request: HttpRequest) -> None:
    """Sign the author out of this browser; the desk's session stays."""
    visit_of(request).sign_out()


Mine = Callable[..., HttpResponse]


def for_authors(view: Mine) -> Callable[..., HttpResponse]:
    """Let a view be seen by a signed-in author only, and by no cache.

    The view gets her as its second argument; others are led to the sign-in.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        author = author_of(request)
        if author is None:
            response = to_sign_in(request)
        else:
            response = view(request, author, *args, **named)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and from there back to a page of ours."""
    back = request.path if request.method in ("GET", "HEAD") else ""
    query = f"?{urlencode({'next': back})}" if back else ""
    return HttpResponseRedirect(f"{reverse('submissions:sign_in')}{query}", status=303)
