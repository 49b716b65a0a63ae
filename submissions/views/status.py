"""The receipt and the private page of a piece: state only, nothing of the person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from submissions.services.status import StatusView, status_for_token
from submissions.views.steps import steps_of


def private(
    view: Callable[[HttpRequest, str, StatusView], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the piece and keep its page out of caches and search engines.

    A wrong token and an expired one get the same answer.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        found = status_for_token(token)
        if found is None:
            response = render(request, "404.html", status=404)
        else:
            response = view(request, token, found)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@require_safe
@private
def status(request: HttpRequest, token: str, found: StatusView) -> HttpResponse:
    """Show what became of a piece."""
    context = {"status": found, "steps": steps_of(found)}
    return render(request, "submissions/status.html", context)


@require_safe
@private
def received(request: HttpRequest, token: str, found: StatusView) -> HttpResponse:
    """Show the receipt; the link names the configured site, never the asked host."""
    address = reverse("submissions:status", args=[token])
    context = {
        "status": found,
        "address": address,
        "link": f"{settings.SITE_URL}{address}",
        "again": "again" in request.GET,
    }
    return render(request, "submissions/received.html", context)
