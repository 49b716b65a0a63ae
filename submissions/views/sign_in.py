"""Signing in without a password: a code or a link, sent to the e-mail."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from desk.exceptions import Refused
from submissions.author_forms import SignInForm
from submissions.enums import CodePurpose
from submissions.models import MailedCode
from submissions.services.addresses import confirm_address
from submissions.services.captcha import captcha_is_on, spend_solution
from submissions.services.codes import (
    check_code,
    find_by_handle,
    find_by_link,
    is_good,
    mail_code,
    masked_email,
    use_up,
)
from submissions.views import visitor
from submissions.views.limits import refuse_many_codes
from submissions.views.private_pages import nothing_here, private_page
from submissions.views.sending import link_to

PURPOSE = CodePurpose.SIGN_IN
# Codes an hour for one network address whose browser did not work for them.
WITHOUT_WORK = 10


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail; known or not, it gets a code and the same answer."""
    if request.method != "POST":
        if visitor.author_of(request) is not None:
            return _go_on(request)
        return _page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        _refuse_many(request, form.cleaned_data["altcha"])
        mailed = _mail(form.cleaned_data["email"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=429)
    return _to_code(request, mailed)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask for the code."""
    mailed = find_by_handle(handle, PURPOSE)
    if mailed is None:
        return nothing_here(request)
    if request.method != "POST":
        return _code_page(request, mailed)
    try:
        if "again" in request.POST:
            _refuse_many(request, "")
            return _to_code(request, _mail(mailed.email))
        check_code(mailed, request.POST.get("code", ""))
    except Refused as refusal:
        status = 429 if refusal.code == "too_often" else 422
        return _code_page(request, mailed, error=str(refusal), status=status)
    return _enter(request, mailed)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a press of the button: mail scanners open links."""
    mailed = find_by_link(secret, PURPOSE)
    if mailed is None:
        return render(request, "submissions/code_dead.html", status=404)
    if request.method == "POST":
        return _enter(request, mailed)
    context = {"email": masked_email(mailed.email)}
    return render(request, "submissions/sign_in_link.html", context)


@private_page
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session at this browser; the desk's session stays.

    From the form it leads back to the form, where her words are.
    """
    visitor.sign_out(request)
    address = _next(request) or reverse("submissions:sign_in")
    return HttpResponseRedirect(address, status=303)


def _enter(request: HttpRequest, mailed: MailedCode) -> HttpResponse:
    if not use_up(mailed):
        return render(request, "submissions/code_dead.html", status=404)
    visitor.sign_in(request, confirm_address(mailed.email))
    return _go_on(request)


def _refuse_many(request: HttpRequest, solution: str) -> None:
    """Hold an address to its measure; who did not work for it gets less."""
    worked = captcha_is_on() and spend_solution(solution, used_for=uuid4())
    what = "codes" if worked else "codes without work"
    most = settings.CODES_PER_ADDRESS_PER_HOUR
    most = most if worked else min(most, WITHOUT_WORK)
    refuse_many_codes(request, what=what, most=most)


def _mail(email: str) -> MailedCode:
    return mail_code(
        email=email,
        purpose=PURPOSE,
        link=lambda secret: link_to("submissions:sign_in_link", secret),
    )


def _page(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "captcha": captcha_is_on(), "next": _next(request)}
    return render(request, "submissions/sign_in.html", context, status=status)


def _code_page(
    request: HttpRequest, mailed: MailedCode, *, error: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "email": masked_email(mailed.email),
        "error": error,
        "is_good": is_good(mailed),
        "next": _next(request),
    }
    return render(request, "submissions/code.html", context, status=status)


def _next(request: HttpRequest) -> str:
    """Return the page of hers that she came from; nothing that leads elsewhere."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    mine = reverse("submissions:mine")
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    inside = wanted == "/" or (wanted.startswith(mine) and "//" not in wanted)
    return wanted if plain and inside and len(wanted) <= 200 else ""


def _go_on(request: HttpRequest) -> HttpResponse:
    address = _next(request) or reverse("submissions:mine")
    return HttpResponseRedirect(address, status=303)


def _to_code(request: HttpRequest, mailed: MailedCode) -> HttpResponse:
    address = reverse("submissions:sign_in_code", args=[mailed.handle])
    wanted = _next(request)
    address = f"{address}?next={wanted}" if wanted else address
    return HttpResponseRedirect(address, status=303)
