"""What is said where nothing is, or nothing for you: to readers, and at the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found, permission_denied

DESK = ("/admin/", "/desk/")


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead back: an editor to the desk's first screen, everybody else to the form."""
    if request.path_info.startswith(DESK):
        return render(request, "desk/missing.html", status=404)
    return page_not_found(request, exception)


def not_for_you(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why, in the sentence of whoever refused; lead an editor back to the desk."""
    if request.path_info.startswith(DESK):
        context = {"exception": str(exception)}
        return render(request, "desk/refused.html", context, status=403)
    return permission_denied(request, exception)
