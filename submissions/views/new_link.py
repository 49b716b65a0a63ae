"""A new private link for who has lost hers: by letter, and with one answer for all."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from submissions.author_forms import NewLinkForm
from submissions.services.status_links import ask_for_link
from submissions.views.limits import spend, spend_for
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
    from_here = settings.CODES_PER_ADDRESS_PER_HOUR
    for_her = settings.CODES_PER_EMAIL_PER_HOUR
    if not spend(request, what="links", amount=1, most=from_here) or not spend_for(
        email.lower(), what="links", most=for_her
    ):
        form.add_error(None, _("Many links were asked for; ask again in an hour."))
        return _page(request, form, status=429)
    ask_for_link(ref=form.cleaned_data["ref"], email=email)
    return render(request, "submissions/link_sent.html")


def _page(request: HttpRequest, form: NewLinkForm, status: int = 200) -> HttpResponse:
    return render(request, "submissions/link.html", {"form": form}, status=status)


def _asked_ref(request: HttpRequest) -> str:
    return request.GET.get("ref", "")[:20]
