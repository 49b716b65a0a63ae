"""The slip of a piece, from its room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from desk.admin.refusals import person
from desk.policy import policy
from submissions.models import Submission
from submissions.services.slips import open_slip
from submissions.views.slip_files import slip_response


@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the slip; this is recorded."""
    policy.require(request.user, "submission.read")
    rows = Submission.objects.select_related("section", "current_version")
    piece = get_object_or_404(rows, pk=pk)
    return slip_response(open_slip(submission=piece, actor=person(request)))
