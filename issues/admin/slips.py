"""The slips of an issue, from its page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.models import Issue
from issues.services.issue_slips import open_issue_slips
from submissions.views.slip_files import slip_response


@require_safe
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the slips of all pieces; this is recorded with each."""
    policy.require(request.user, "issue.view")
    issue = get_object_or_404(Issue, pk=pk)
    try:
        return slip_response(open_issue_slips(issue=issue, actor=person(request)))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:issues_issue_change", pk)
