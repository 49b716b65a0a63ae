"""Pages that are one person's: kept by no cache, found by no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """Send a page with what keeps it, and its address, between us and its reader.

    Other sites get no referrer at all.  To ourselves it goes: under "no-referrer" a
    browser sends ``Origin: null`` with a form, which is what another site's would say.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        add_never_cache_headers(response)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer a wrong address, an expired and another person's in one way."""
    return render(request, "404.html", status=404)
