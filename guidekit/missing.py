"""What is said where nothing is: one page for readers, another for the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

DESK = ("/admin/", "/desk/")


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead back: an editor to the desk's first screen, everybody else to the form."""
    if request.path_info.startswith(DESK):
        return render(request, "desk/missing.html", status=404)
    return page_not_found(request, exception)
