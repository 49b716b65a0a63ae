"""The second step of signing in: a code, or the set-up that a role has to have."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from desk.exceptions import Refused
from desk.forms import CodeForm, refuse_locked
from desk.models import User
from desk.services import second_factor
from desk.services.callers import address_of
from desk.services.locking import note_failure
from desk.services.signing_in import Step, arrive, pending_step


@sensitive_post_parameters()
@csrf_protect
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password; whoever has none sets it up here."""
    held = pending_step(request)
    if held is None:
        if not request.user.is_authenticated:
            logout(request)  # what waited too long begins anew
        return redirect("admin:index")
    user, step = held
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = _step(request, user, step, form.cleaned_data["code"])
        except ValidationError as refusal:
            form.add_error("code", refusal)
        else:
            return _arrived(request, user, codes)
    return _shown(request, user, step, form)


def _step(request: HttpRequest, user: User, step: Step, code: str) -> list[str]:
    """Check the code; return the recovery codes that are told only now, if any."""
    name, address = user.get_username(), address_of(request)
    refuse_locked(name, address)
    try:
        if step is Step.SET_UP:
            return second_factor.confirm(user=user, code=code)
        if second_factor.check(user=user, code=code):
            return []
        said = _("This code is wrong, or was used already. Wait for the next one.")
        raise ValidationError(said, code="wrong_code")
    except (Refused, ValidationError) as refusal:
        note_failure(name, address)
        refuse_locked(name, address)
        raise ValidationError(str(refusal.args[0])) from refusal


def _arrived(request: HttpRequest, user: User, codes: list[str]) -> HttpResponse:
    arrive(request, user)
    request.user = user
    if not codes:
        return redirect(_next(request))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Recovery codes"),
        "new_codes": codes,
        "next": _next(request),
    }
    answer = TemplateResponse(request, "desk/account_codes.html", context)
    add_never_cache_headers(answer)
    return answer


def _shown(
    request: HttpRequest, user: User, step: Step, form: CodeForm
) -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Second step"),
        "form": form,
        "next": request.GET.get("next", ""),
        "sets_up": step is Step.SET_UP,
    }
    if step is Step.SET_UP:
        factor = second_factor.begin(user)
        picture = second_factor.picture_for(factor)
        context |= {"picture": picture, "secret": factor.secret}
    answer = TemplateResponse(request, "desk/second_step.html", context)
    add_never_cache_headers(answer)
    return answer


def _next(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else reverse(settings.LOGIN_REDIRECT_URL)
