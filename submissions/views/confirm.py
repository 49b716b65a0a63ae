"""A piece waits for the code that went to its author's e-mail."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.exceptions import Refused
from submissions.enums import CodePurpose
from submissions.forms import SubmissionForm
from submissions.models import MailedCode
from submissions.photo_rows import PhotoRows
from submissions.services.addresses import confirm_address, keep_for_next_time
from submissions.services.codes import (
    check_code,
    find_by_handle,
    find_by_link,
    is_good,
    masked_email,
    use_up,
)
from submissions.services.deliveries import arrived
from submissions.services.uploads import hold_form
from submissions.services.waiting_pieces import kept_piece
from submissions.views.form_page import back, show
from submissions.views.kept_form import posted_as
from submissions.views.private_pages import nothing_here, private_page
from submissions.views.sending import (
    deliver,
    finish,
    send_code,
    to_code_page,
    to_receipt,
)
from submissions.views.visitor import sign_in

logger = logging.getLogger(__name__)
PURPOSE = CodePurpose.SEND_PIECE


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask for the code; with it the piece goes to the desk."""
    mailed = find_by_handle(handle, PURPOSE)
    if mailed is None or mailed.form_key is None:
        return nothing_here(request)
    if request.method != "POST":
        return _page(request, mailed)
    if "edit" in request.POST:
        return _open_again(request, mailed.form_key)
    try:
        if "again" in request.POST:
            return to_code_page(send_code(request, mailed.email, mailed.form_key))
        check_code(mailed, request.POST.get("code", ""))
    except Refused as refusal:
        status = 429 if refusal.code == "too_often" else 422
        return _page(request, mailed, error=str(refusal), status=status)
    return _send(request, mailed, mailed.form_key)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a press of the button: mail scanners open links and must send nothing."""
    mailed = find_by_link(secret, PURPOSE)
    if mailed is None or mailed.form_key is None:
        return render(request, "submissions/code_dead.html", status=404)
    if request.method == "POST":
        return _send(request, mailed, mailed.form_key)
    kept = kept_piece(mailed.form_key)
    title = kept["words"].get("headline", "") if kept else ""
    return render(request, "submissions/confirm_link.html", {"title": title})


def _page(
    request: HttpRequest, mailed: MailedCode, *, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "email": masked_email(mailed.email),
        "error": error,
        "is_good": is_good(mailed),
    }
    return render(request, "submissions/confirm.html", context, status=status)


def _send(request: HttpRequest, mailed: MailedCode, key: UUID) -> HttpResponse:
    """Hand the kept piece over, once, however often the button is pressed."""
    with hold_form(key):
        earlier = arrived(key)
        if earlier is not None:
            finish(key)
            answer = to_receipt(earlier, again=False)
        else:
            answer = _send_kept(request, key)
    if answer.status_code == 303:
        use_up(mailed)
        if "stay" in request.POST:
            author = confirm_address(mailed.email)
            sign_in(request, author)
            piece = arrived(key)
            if piece is not None:
                keep_for_next_time(address=author, piece=piece)
    return answer


def _send_kept(request: HttpRequest, key: UUID) -> HttpResponse:
    form, rows = _kept_form(key)
    if form is None:
        return nothing_here(request)
    try:
        if not form.is_valid():
            return show(request, form, rows, status=422)
        return deliver(request, form, rows, key)
    except Refused as refusal:
        return back(request, form, rows, sentence=str(refusal), status=422)
    except (DatabaseError, OSError):
        logger.exception("A piece could not be stored")
        sentence = _("It could not be stored just now; send it again in a minute.")
        return back(request, form, rows, sentence=sentence, status=503)


def _open_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the form with the kept words, to put something right."""
    earlier = arrived(key)
    form, rows = _kept_form(key)
    if earlier is not None or form is None:
        return nothing_here(request)
    given = {name: form.data.get(name, "") for name in form.data}
    return show(request, SubmissionForm(initial=given, rows=rows), rows)


def _kept_form(key: UUID) -> tuple[SubmissionForm | None, PhotoRows]:
    """Return the kept piece as the form that sent it."""
    kept = kept_piece(key)
    if kept is None:
        return None, PhotoRows()
    data, rows = posted_as(key, kept)
    return SubmissionForm(data, rows=rows), rows
