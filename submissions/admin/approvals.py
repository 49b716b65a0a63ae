"""Ask a leader for the read that is due by a one-time link, and take it back."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.http import HttpResponseNotAllowed as NotThatWay
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.models import User
from desk.policy import policy
from submissions.enums import ReviewStage
from submissions.models import ApprovalLink, Submission
from submissions.services.approval_links import (
    ASK,
    HOURS,
    MOST_HOURS,
    NewApproval,
    due_stage,
    make_approval_link,
    readers_for,
    revoke_approval,
)


class ApprovalForm(forms.Form):
    """Whom to ask, for how long, and whether a letter goes, too."""

    reader = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=gettext_lazy("Who is to sign"),
        error_messages={"required": gettext_lazy("Choose who is to sign.")},
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours the link is good"),
        min_value=1,
        max_value=MOST_HOURS,
        initial=HOURS,
    )
    by_letter = forms.BooleanField(
        label=gettext_lazy("Send it by letter, too"), required=False
    )

    def __init__(self, *args: Any, readers: list[User], **kwargs: Any) -> None:
        """Offer those who may sign."""
        super().__init__(*args, **kwargs)
        choice = self.fields["reader"]
        if isinstance(choice, forms.ModelChoiceField):
            known = [each.pk for each in readers]
            choice.queryset = User.objects.filter(pk__in=known)


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who may sign the read that is due; make the link and show it once."""
    policy.require(request.user, ASK)
    piece = _piece(request, pk)
    stage = due_stage(piece)
    readers = readers_for(piece, stage) if stage else []
    form = ApprovalForm(request.POST or None, readers=readers)
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, piece, form.cleaned_data)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _shown(request, piece, made)
    return _asked(request, piece, stage, readers, form)


def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Take a link back."""
    if request.method != "POST":
        return NotThatWay(["POST"])
    piece = _piece(request, pk)
    found = get_object_or_404(ApprovalLink, pk=link, submission=piece)
    revoke_approval(link=found, actor=person(request))
    messages.success(request, _("The link opens nothing any more."))
    return redirect("admin:submissions_submission_change", pk)


def _made(
    request: HttpRequest, piece: Submission, asked: dict[str, Any]
) -> NewApproval:
    return make_approval_link(submission=piece, actor=person(request), **asked)


def _asked(
    request: HttpRequest,
    piece: Submission,
    stage: ReviewStage | None,
    readers: list[User],
    form: ApprovalForm,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Read on the phone"),
        "piece": piece,
        "stage": stage,
        "readers": readers,
        "form": form,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/approval_ask.html", context, status=status)


def _shown(request: HttpRequest, piece: Submission, made: NewApproval) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Read on the phone"),
        "piece": piece,
        "made": made,
        "code": f"data:image/svg+xml;base64,{b64encode(made.qr.encode()).decode()}",
    }
    answer = TemplateResponse(request, "desk/approval_made.html", context)
    add_never_cache_headers(answer)  # the word of the link is told once
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _piece(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.select_related("current_version", "claimed_by")
    piece = get_object_or_404(rows, pk=pk)
    policy.require(request.user, "submission.read", piece)
    return piece
