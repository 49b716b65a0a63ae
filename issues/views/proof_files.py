"""Sheets and PDFs of proofs: for staff, by id; a galley's for its piece's readers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from issues.models import Proof
from issues.services.proofing.drawing import proof_pdf
from issues.services.proofing.reach import proofs_for, require_seen
from issues.views.pages import KEEP, refusals_answered


@require_safe
@login_required
@refusals_answered
def proof_sheet_picture(
    request: HttpRequest, key: Any, number: int
) -> HttpResponseBase:
    """Show a sheet of a proof; it never changes."""
    proof = get_object_or_404(proofs_for(request.user), key=key)
    require_seen(request.user, proof)
    return sheet_response(request, proof, number)


@require_safe
@login_required
@refusals_answered
def proof_print(request: HttpRequest, key: Any) -> HttpResponse:
    """Give a proof as PDF, with room for marks."""
    proof = get_object_or_404(proofs_for(request.user), key=key)
    require_seen(request.user, proof)
    return pdf_response(proof)


def sheet_response(request: HttpRequest, proof: Proof, number: int) -> HttpResponseBase:
    """Return the picture of a sheet; the browser keeps it."""
    sheet = get_object_or_404(proof.sheets, number=number)
    etag = quote_etag(f"{proof.key.hex}-{number}")
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    response = FileResponse(sheet.picture.open("rb"), content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = KEEP
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf_response(proof: Proof) -> HttpResponse:
    """Return a proof to be printed; its name holds nothing from outside."""
    subject = (
        f"{proof.page.issue.slug}-{proof.page.number:02d}"
        if proof.page is not None
        else stem_of(proof)
    )
    name = f"{subject}-{proof.kind}-{proof.round}-{proof.printing}.pdf"
    return HttpResponse(
        proof_pdf(proof),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def stem_of(proof: Proof) -> str:
    return proof.submission.ref if proof.submission else "proof"
