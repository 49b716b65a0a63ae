"""The desk's own card: an address as a picture (QR) that starts a piece on a telephone.

For the wall and for the group: printed small, or saved as a picture.
"""

from __future__ import annotations

import io
from functools import lru_cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.exceptions import NotAllowed
from desk.policy import policy
from issues.models import Supplement

DARK, LIGHT = "#1b1916", "#ffffff"
PNG_SCALE = 24  # pixels a module: some 800 in all, sharp on an A5 sheet
SIZES = ("a6", "a5")


def start_address() -> str:
    """Return where a piece is begun, on the configured site."""
    return f"{settings.SITE_URL}/"


@lru_cache(maxsize=4)
def qr_svg(address: str) -> str:
    """Return the address of an inline picture of an address."""
    made = segno.make_qr(address, error="m")
    return made.svg_data_uri(border=2, dark=DARK, light=LIGHT, scale=4)


def is_here_only(address: str) -> bool:
    """Tell whether an address leads nowhere from a telephone."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")


def card_context() -> dict[str, Any]:
    """Return what the card says."""
    address = start_address()
    return {
        "address": address,
        "spoken": address.partition("://")[2].rstrip("/"),
        "code": qr_svg(address),
        "here_only": is_here_only(address),
    }


@require_safe
@login_required
def card(request: HttpRequest) -> HttpResponse:
    """Show the card on a sheet of its own, to be printed."""
    _require_desk(request)
    size = request.GET.get("size", "")
    context = {
        **card_context(),
        "supplement": Supplement.objects.first(),
        "size": size if size in SIZES else SIZES[0],
    }
    return render(request, "desk/card.html", context)


@require_safe
@login_required
def card_svg(request: HttpRequest) -> HttpResponse:
    """Give the picture alone, for a printer."""
    return _picture(request, "svg", "image/svg+xml", scale=10)


@require_safe
@login_required
def card_png(request: HttpRequest) -> HttpResponse:
    """Give the picture alone, for a group or an article."""
    return _picture(request, "png", "image/png", scale=PNG_SCALE)


def _picture(
    request: HttpRequest, kind: str, content_type: str, *, scale: int
) -> HttpResponse:
    _require_desk(request)
    out = io.BytesIO()
    made = segno.make_qr(start_address(), error="m")
    made.save(out, kind=kind, border=4, scale=scale, dark=DARK, light=LIGHT)
    return HttpResponse(
        out.getvalue(),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="card.{kind}"',
            "Cache-Control": "private, no-store",
        },
    )


def _require_desk(request: HttpRequest) -> None:
    try:
        policy.require(request.user, "submission.read")
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
