"""An author's own pages: all she has sent, what became of it, what she keeps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from desk.services.personal import mask_phone
from submissions.author_forms import ProfileForm
from submissions.models import ConfirmedAddress, Submission
from submissions.services.addresses import (
    KeptPage,
    Profile,
    close_sessions,
    forget_address,
    save_profile,
)
from submissions.services.drafts import drafts_of
from submissions.services.mine import (
    GROUPS,
    listed,
    short_label,
    years_of,
)
from submissions.services.publication import page_picture_of
from submissions.views import visitor
from submissions.views.private_pages import private_page

A_PAGE = 30


@private_page
@visitor.for_authors
@require_safe
def mine(request: HttpRequest, author: ConfirmedAddress) -> HttpResponse:
    """List what she has sent, newest first."""
    group, year = _filters(request)
    found = Paginator(listed(author.email, group=group, year=year), A_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "author": author,
        "page": page,
        "rows": [_row(piece) for piece in page],
        "years": years_of(author.email),
        "groups": [(slug, words) for slug, (words, _states) in GROUPS.items()],
        "group": group,
        "year": year,
        "drafts": drafts_of(author.email),
        "earlier": _query(group, year, page.number + 1) if page.has_next() else "",
        "later": _query(group, year, page.number - 1) if page.has_previous() else "",
    }
    return render(request, "submissions/mine.html", context)


@private_page
@visitor.for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest, author: ConfirmedAddress) -> HttpResponse:
    """Show and change what she keeps for next time."""
    if request.method != "POST":
        return _profile_page(request, author, ProfileForm(initial=_kept(author)))
    form = ProfileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _profile_page(request, author, form, status=422)
    save_profile(address=author, profile=_typed(form.cleaned_data))
    return HttpResponseRedirect(f"{reverse('submissions:me')}?saved", status=303)


@private_page
@visitor.for_authors
@require_POST
def sign_out_everywhere(request: HttpRequest, author: ConfirmedAddress) -> HttpResponse:
    """Close all her sessions; this browser begins a new one."""
    close_sessions(author)
    visitor.sign_in(request, author)
    return HttpResponseRedirect(f"{reverse('submissions:me')}?closed", status=303)


@private_page
@visitor.for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, author: ConfirmedAddress) -> HttpResponse:
    """Delete what she keeps; her pieces stay with the desk."""
    if request.method != "POST":
        return render(request, "submissions/mine_forget.html", {"author": author})
    visitor.sign_out(request)
    forget_address(author)
    return HttpResponseRedirect(reverse("submissions:submit"), status=303)


def _row(piece: Submission) -> dict[str, Any]:
    return {
        "piece": piece,
        "label": short_label(piece),
        "publication": getattr(piece, "publication", None),
        "has_picture": page_picture_of(piece) is not None,
    }


def _filters(request: HttpRequest) -> tuple[str, int | None]:
    group = request.GET.get("state", "")
    year = request.GET.get("year", "")
    known = year.isascii() and year.isdigit() and 2000 <= int(year[:4]) <= 2999
    return group if group in GROUPS else "", int(year[:4]) if known else None


def _query(group: str, year: int | None, number: int) -> str:
    asked = {"state": group, "year": year or "", "page": number}
    return urlencode({name: value for name, value in asked.items() if value})


def _kept(author: ConfirmedAddress) -> dict[str, Any]:
    names = ("name", "unit", "approved_by", "wants_letters")
    return {name: getattr(author, name) for name in names}


def _typed(data: dict[str, Any]) -> Profile:
    phone = "" if data["forget_phone"] else data["phone"] or None
    page = None
    if data["page"] is not None:
        page = KeptPage(data["page"].name, data["page"])
    return Profile(
        name=data["name"],
        unit=data["unit"],
        approved_by=data["approved_by"],
        phone=phone,
        page=page,
        forget_page=data["forget_page"],
        wants_letters=data["wants_letters"],
    )


def _profile_page(
    request: HttpRequest, author: ConfirmedAddress, form: ProfileForm, status: int = 200
) -> HttpResponse:
    context = {
        "author": author,
        "form": form,
        "phone": mask_phone(author.phone) if author.phone else "",
        "saved": "saved" in request.GET,
        "closed": "closed" in request.GET,
    }
    return render(request, "submissions/mine_me.html", context, status=status)
