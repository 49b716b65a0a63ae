"""What applies to every request: its size, its language, the policy sent with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.middleware.locale import LocaleMiddleware
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from desk.services.sessions import note_session
from desk.services.signing_in import counted_user, is_pending, pending_step
from guidekit.sqlite.turns import giving_way

FILES = "/files/"  # where tus uploads arrive


class RequestSizeMiddleware:
    """Stop a request that says it is too large, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 to a request over the limit."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.REQUEST_MAX_BYTES:
            return too_large(request)
        return self.get_response(request)


class PagesFirstMiddleware:
    """Let requests that bring files write after those of people who wait for a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on as what it is."""
        if not request.path_info.startswith(FILES):
            return self.get_response(request)
        with giving_way():
            return self.get_response(request)


class StaffSessionMiddleware:
    """Let nobody in before her second step, and note in which browsers people are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put nobody in the place of who is not signed in yet."""
        counted: Any = SimpleLazyObject(partial(counted_user, request, request.user))
        request.user = counted
        if request.path_info == reverse("admin:login") and pending_step(request):
            step = reverse("admin:second_step")
            asked = request.GET.urlencode()
            return HttpResponseRedirect(f"{step}?{asked}" if asked else step)
        response = self.get_response(request)
        user: Any = request.user
        is_staff = request.session.accessed and user.is_authenticated
        if is_staff and not is_pending(request):
            note_session(request, user)
        return response


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Speak the house's language, or the one that the person chose here.

    What a browser was installed in is no choice: a desk in Hebei reads Chinese on an
    English Windows, too.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take the language from the cookie that the switch sets."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Name the language of the answer, which hangs on a cookie only."""
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


def too_large(request: HttpRequest) -> HttpResponse:
    """Say how much may be sent at once; to a person on a page, to a program bare."""
    limit = settings.REQUEST_MAX_BYTES // (1024 * 1024)
    message = _(
        "This is more than %(limit)d MB at once. Send fewer or smaller pictures."
    ) % {"limit": limit}
    if "text/html" in request.headers.get("Accept", ""):
        page = render_to_string("413.html", {"sentence": message})
        answer = HttpResponse(page, status=413)
    else:
        plain = "text/plain; charset=utf-8"
        answer = HttpResponse(message, status=413, content_type=plain)
    answer["Connection"] = "close"
    return answer


class ContentPolicyMiddleware(CSPMiddleware):
    """Send the content policy, wider where a third party's screens need it."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """Add what the path needs to the house policy."""
        parts = super().get_policy_parts(request, response, report_only)
        for prefix, directives in settings.CONTENT_POLICY_BY_PATH.items():
            if request.path_info.startswith(prefix):
                parts.update = {**directives, **(parts.update or {})}
        return parts
