"""“My account”: who I am here, my password, second factor, sessions and keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.admin.refusals import answering, person
from desk.admin.second_step import second_step
from desk.exceptions import NotAllowed, Refused
from desk.models import ApiToken, StaffSession
from desk.policy import roles_of
from desk.services import second_factor
from desk.services.api_tokens import create_token, revoke_token
from desk.services.ledger import record
from desk.services.sessions import (
    end_others,
    end_session,
    key_hash,
    note_session,
    sessions_of,
)
from desk.services.staff import facts_of
from desk.services.staff_letters import staff_letters, wish_letters

MOST_KEYS = 20


def account(request: HttpRequest, **shown: Any) -> HttpResponse:
    """Show the page; ``shown`` adds what is told only now."""
    user = person(request)
    context = {
        **admin.site.each_context(request),
        "title": _("My account"),
        "roles": [role.label for role in roles_of(user)],
        "facts": facts_of(user),
        "sessions": sessions_of(user),
        "here": key_hash(request.session.session_key or ""),
        "is_set_up": second_factor.is_set_up(user),
        "is_compulsory": second_factor.is_compulsory(user),
        "codes_left": second_factor.codes_left(user),
        "letters": staff_letters(user),
        "keys": user.api_tokens.filter(revoked_at=None),
        **shown,
    }
    answer = TemplateResponse(request, "desk/account.html", context)
    add_never_cache_headers(answer)
    return answer


def set_up(request: HttpRequest) -> HttpResponse:
    """Show the picture for the telephone; its first code makes it count."""
    user = person(request)
    try:
        factor = second_factor.begin(user)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("admin:account")
    if request.method == "POST":
        try:
            code = request.POST.get("code", "")
            codes = second_factor.confirm(user=user, code=code)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The second factor is set up."))
            return account(request, new_codes=codes)
    context = {
        **admin.site.each_context(request),
        "title": _("Set up a second factor"),
        "picture": second_factor.picture_for(factor),
        "secret": factor.secret,
    }
    answer = TemplateResponse(request, "desk/account_factor.html", context)
    add_never_cache_headers(answer)
    return answer


def renew_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, told this once."""
    try:
        code = request.POST.get("code", "")
        codes = second_factor.renew_codes(user=person(request), code=code)
    except Refused as refusal:
        return _refused(request, refusal)
    return account(request, new_codes=codes)


def turn_off(request: HttpRequest) -> HttpResponse:
    """Sign in with the password alone again."""
    try:
        second_factor.turn_off(user=person(request), code=request.POST.get("code", ""))
    except Refused as refusal:
        return _refused(request, refusal)
    messages.success(request, _("You sign in with the password alone again."))
    return redirect("admin:account")


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one other browser."""
    session = get_object_or_404(StaffSession, pk=pk, user=person(request))
    end_session(session=session, actor=person(request))
    messages.success(request, _("You are signed out there."))
    return redirect("admin:account")


def end_all_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    user, here = person(request), request.session.session_key or ""
    count = end_others(user=user, keep=here, actor=user)
    said = ngettext(
        "You are signed out in %(n)d browser.",
        "You are signed out in %(n)d browsers.",
        count,
    )
    messages.success(request, said % {"n": count})
    return redirect("admin:account")


def wish(request: HttpRequest) -> HttpResponse:
    """Keep which letters one wants."""
    wish_letters(user=person(request), kinds=request.POST.getlist("kinds"))
    messages.success(request, _("Your wishes are kept."))
    return redirect("admin:account")


def make_key(request: HttpRequest) -> HttpResponse:
    """Make a key to the API for oneself, told this once."""
    user, name = person(request), request.POST.get("name", "").strip()[:60]
    if not name:
        return _refused(request, Refused(_("Say what the key is for.")))
    if user.api_tokens.filter(revoked_at=None).count() >= MOST_KEYS:
        said = _("You have %(most)d keys already; revoke one first.")
        return _refused(request, Refused(said % {"most": MOST_KEYS}))
    _token, key = create_token(user=user, name=name, actor=user)
    return account(request, new_key=key)


def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a key of one's own."""
    token = get_object_or_404(ApiToken, pk=pk, user=person(request))
    revoke_token(token=token, actor=person(request))
    messages.success(request, _("Revoked keys open nothing any more."))
    return redirect("admin:account")


def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password as the site does; other sessions end with the old one."""
    user, before = person(request), request.session.session_key or ""
    answer = admin.site.password_change(request)
    if request.method == "POST" and answer.status_code == 302:
        end_others(user=user, keep=before, actor=user)
        _follow_key(request, before)
        record(obj=user, verb="staff.password_changed", actor=user)
    return answer


def _follow_key(request: HttpRequest, before: str) -> None:
    """Keep the row of a session whose key changed with the password."""
    StaffSession.objects.filter(key_hash=key_hash(before)).delete()
    note_session(request, person(request))


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    if isinstance(refusal, NotAllowed):
        raise refusal
    messages.error(request, str(refusal))
    return redirect("admin:account")


def urls() -> list[URLPattern]:
    """Return the addresses, which stand before those of the site."""
    site: Callable[..., Any] = admin.site.admin_view
    views = (
        ("account/", account, "account"),
        ("account/second-factor/", set_up, "account_factor"),
        ("account/second-factor/codes/", require_POST(renew_codes), "account_codes"),
        ("account/second-factor/off/", require_POST(turn_off), "account_factor_off"),
        ("account/sessions/<int:pk>/end/", require_POST(end), "account_end"),
        (
            "account/sessions/end-others/",
            require_POST(end_all_others),
            "account_end_others",
        ),
        ("account/letters/", require_POST(wish), "account_letters"),
        ("account/keys/", require_POST(make_key), "account_key"),
        ("account/keys/<int:pk>/revoke/", require_POST(revoke_key), "account_revoke"),
        ("password_change/", change_password, "password_change"),
    )
    own = [path(route, site(answering(view)), name=name) for route, view, name in views]
    return [*own, path("second-step/", second_step, name="second_step")]


# Unfold asks the site for these before its own.
admin.site.extra_urls = partial(urls)  # type: ignore[attr-defined]
