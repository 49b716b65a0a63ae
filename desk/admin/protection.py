"""What an administrator does about other people's sign-in: locks, sessions, factors."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from desk.admin.records import RecordAdmin
from desk.admin.refusals import answering, person
from desk.models import SignInTries, User
from desk.policy import policy
from desk.services import second_factor
from desk.services.locking import UNKNOWN, unlock
from desk.services.sessions import end_others, sessions_of
from desk.templatetags.desk_text import moment

MANAGE = "staff.manage"
LABELS = {"locked": "danger", "counted": "info"}


@admin.register(SignInTries)
class SignInTriesAdmin(RecordAdmin):
    """Names and addresses from which wrong passwords came; locked ones first."""

    view_verb = MANAGE
    list_display = ("who", "address", "failures", "state", "last")
    list_display_links = None
    search_fields = ("username",)
    ordering = ("-locked_until", "-last_at")
    actions = ("let_in",)
    empty_hint = _("Whoever types wrong passwords again and again stands here.")

    @admin.action(description=_("Let in again"), permissions=["view"])
    def let_in(self, request: HttpRequest, queryset: QuerySet[SignInTries]) -> None:
        count = 0
        for tries in queryset:
            unlock(tries=tries, actor=person(request))
            count += 1
        said = ngettext("%(n)d may try again.", "%(n)d may try again.", count)
        messages.success(request, said % {"n": count})

    @admin.display(description=_("username"), ordering="username")
    def who(self, tries: SignInTries) -> str:
        if tries.username == UNKNOWN:
            return gettext("(a name that nobody has)")
        return tries.username or gettext("(any name from this address)")

    @display(description=_("state"), ordering="locked_until", label=LABELS)
    def state(self, tries: SignInTries) -> tuple[str, str]:
        if tries.locked_until and tries.locked_until > timezone.now():
            until = moment(tries.locked_until)
            return "locked", gettext("locked until %(at)s") % {"at": until}
        return "counted", gettext("counted")

    @admin.display(description=_("last one at"), ordering="last_at")
    def last(self, tries: SignInTries) -> str:
        return moment(tries.last_at)


def protection_context(request: HttpRequest, user: User | None) -> dict[str, Any]:
    """Return what stands below an account: where it is signed in, its factor."""
    if user is None:
        return {}
    return {
        "protected": user,
        "protected_sessions": sessions_of(user),
        "protected_factor": second_factor.is_set_up(user),
        "may_protect": policy.may(request.user, MANAGE, user),
    }


@require_POST
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    user = _user(request, pk)
    count = end_others(user=user, keep="", actor=person(request))
    said = ngettext(
        "%(name)s is signed out in %(n)d browser.",
        "%(name)s is signed out in %(n)d browsers.",
        count,
    )
    messages.success(request, said % {"name": user, "n": count})
    return redirect("admin:desk_user_change", pk)


@require_POST
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lost telephone's factor off an account."""
    user = _user(request, pk)
    second_factor.reset(user=user, actor=person(request))
    said = gettext("%(name)s signs in with the password alone until a new set-up.")
    messages.success(request, said % {"name": user})
    return redirect("admin:desk_user_change", pk)


def urls(model_admin: ModelAdmin) -> list[URLPattern]:
    """Return the addresses below the accounts."""
    site = model_admin.admin_site.admin_view
    views = (
        ("<int:pk>/sessions/end/", end_sessions, "desk_user_end_sessions"),
        ("<int:pk>/second-factor/reset/", reset_factor, "desk_user_reset_factor"),
    )
    return [
        path(route, site(answering(view)), name=name) for route, view, name in views
    ]


def _user(request: HttpRequest, pk: int) -> User:
    policy.require(request.user, MANAGE)
    user = get_object_or_404(User, pk=pk)
    policy.require(request.user, MANAGE, user)
    return user
