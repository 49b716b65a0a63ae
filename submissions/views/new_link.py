"""A new private link for who has lost hers: by letter, and with one answer for all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from desk.exceptions import Refused
from submissions.author_forms import NewLinkForm
from submissions.services.status_links import ask_for_link
from submissions.views.limits import refuse_many_links
from submissions.views.private_pages import private_page


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Take number and e-mail; whether they belong together is told by letter only."""
    if request.method != "POST":
        return _page(request, NewLinkForm(initial={"ref": _asked_ref(request)}))
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    email = form.cleaned_data["email"]
    try:
        refuse_many_links(request, what="links", email=email)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=429)
    ask_for_link(ref=form.cleaned_data["ref"], email=email)
    return render(request, "submissions/link_sent.html")


def _page(request: HttpRequest, form: NewLinkForm, status: int = 200) -> HttpResponse:
    return render(request, "submissions/link.html", {"form": form}, status=status)


def _asked_ref(request: HttpRequest) -> str:
    return request.GET.get("ref", "")[:20]
