"""Make a proof: of a page, of the layout desk's PDF, of a story before make-up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.models import Page
from issues.proof_forms import DeskProofForm, ReaderForm
from issues.services.proofing import making, rules
from issues.services.proofing.desk_pdf import bring_desk_proof
from issues.services.proofing.reach import readers_for
from submissions.models import Submission

SCREEN = "admin:issues_proof_change"


def make_for_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the proof of a page that is due."""
    page = _page(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ReaderForm(request.POST, readers=_readers(page))
    try:
        require_valid(form)
        proof = making.make_page_proof(
            page=page, actor=person(request), **form.cleaned_data
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:issues_page_change", pk)
    messages.success(request, _("%(proof)s is made.") % {"proof": proof.label})
    return redirect(SCREEN, proof.pk)


def bring_for_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a PDF of the page that the layout desk sent back."""
    page = _page(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = DeskProofForm(request.POST, request.FILES, readers=_readers(page))
    try:
        require_valid(form)
        proof = bring_desk_proof(page=page, actor=person(request), **form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:issues_page_change", pk)
    messages.success(request, _("The page is being read and compared."))
    return redirect(SCREEN, proof.pk)


def make_for_piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the galley of a piece that is due."""
    piece = get_object_or_404(Submission, pk=pk)
    policy.require(request.user, "submission.read", piece)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    chain = rules.proofs_of(piece)
    readers = readers_for(chain, rules.next_round(chain))
    form = ReaderForm(request.POST, readers=readers)
    try:
        require_valid(form)
        proof = making.make_galley(
            submission=piece, actor=person(request), **form.cleaned_data
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:submissions_submission_change", pk)
    messages.success(request, _("%(proof)s is made.") % {"proof": proof.label})
    return redirect(SCREEN, proof.pk)


def require_valid(form: ReaderForm) -> None:
    """Refuse a form with what is wrong in it."""
    if not form.is_valid():
        said = [error for errors in form.errors.values() for error in errors]
        raise Refused(" ".join(map(str, said)), code="form_invalid")


def _readers(page: Page) -> Any:
    chain = rules.proofs_of(page)
    return readers_for(chain, rules.next_round(chain))


def _page(request: HttpRequest, pk: int) -> Page:
    policy.require(request.user, "issue.view")
    found = Page.objects.without_layout().select_related("issue__supplement")
    return get_object_or_404(found, pk=pk)
