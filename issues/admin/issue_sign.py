"""Two buttons of an issue: its sign-off, and taking its release back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.models import Issue
from issues.services.issue_signing import sign_issue
from issues.services.reopening import reopen_issue


def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign off an issue all pages of which are signed."""

    def signed(issue: Issue) -> str:
        opinion = request.POST.get("opinion", "")
        sign_issue(issue=issue, signer=person(request), opinion=opinion)
        return _("%(issue)s is signed off.") % {"issue": issue}

    return _done(request, pk, signed)


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen a released issue that is not printed yet."""

    def reopened(issue: Issue) -> str:
        reason = request.POST.get("reason", "")
        reopen_issue(issue=issue, actor=person(request), reason=reason)
        return _("%(issue)s is open again.") % {"issue": issue}

    return _done(request, pk, reopened)


def _done(request: HttpRequest, pk: int, deed: Callable[[Issue], str]) -> HttpResponse:
    policy.require(request.user, "issue.view")
    issue = get_object_or_404(Issue.objects.select_related("supplement"), pk=pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        messages.success(request, deed(issue))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:issues_issue_change", pk)
