"""What applies to every request: its size, and the policy sent with its answer."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


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
