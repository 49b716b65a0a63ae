"""Behind either door: send a piece back revised, or take it back."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.exceptions import Refused
from press.copy.model import Copy
from press.copy.serial import from_json
from submissions.author_forms import WithdrawForm
from submissions.body_text import body_from_blocks, one_line
from submissions.enums import RenditionKind, Status
from submissions.exceptions import EditConflict
from submissions.models import Rendition
from submissions.photo_rows import PhotoRows, gather_rows
from submissions.revise_forms import WORDS, ReviseForm
from submissions.services.copy import current_copy, version_of
from submissions.services.revising import may_withdraw, send_back, withdraw
from submissions.services.status import status_view
from submissions.services.uploads import discard_uploads, hold_form
from submissions.views.doors import Door
from submissions.views.form_page import problems
from submissions.views.private_pages import nothing_here

logger = logging.getLogger(__name__)
STACK = ("kicker", "headline", "deck", "byline")


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the piece to be changed, or take the changed one."""
    if request.method != "POST":
        if door.piece.status != Status.RETURNED:
            return HttpResponseRedirect(door.address, status=303)
        copy = current_copy(door.piece)
        form = ReviseForm(kind=door.piece.kind, initial=_initial(door, copy))
        return _show(request, door, form, PhotoRows(), _pictures(door, copy, {}))
    key = _key(request)
    with hold_form(key):
        return _take(request, door, key)


def _take(request: HttpRequest, door: Door, key: UUID) -> HttpResponse:
    rows, words = PhotoRows(), _photo_words(request)
    data = request.POST.copy()
    data["key"] = str(key)
    copy = current_copy(door.piece)
    form = ReviseForm(data, kind=door.piece.kind, rows=rows, captions=words)
    pictures = _pictures(door, copy, words)
    try:
        gather_rows(rows, data=request.POST, files=request.FILES, key=key)
        if {"add_photos", "remove"} & set(request.POST):
            given = {name: data.get(name, "") for name in data}
            plain = ReviseForm(kind=door.piece.kind, rows=rows, initial=given)
            return _show(request, door, plain, rows, pictures)
        if not form.is_valid():
            return _show(request, door, form, rows, pictures, status=422)
        _send(door, form, rows, words)
    except EditConflict as conflict:
        return _compare(request, door, data, rows, pictures, conflict)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, door, form, rows, pictures, status=422)
    except (DatabaseError, OSError):
        logger.exception("%s could not be sent back", door.piece.ref)
        sentence = _("It could not be stored just now; send it again in a minute.")
        form.add_error(None, sentence)
        return _show(request, door, form, rows, pictures, status=503)
    discard_uploads(key)
    return HttpResponseRedirect(f"{door.address}?sent-back", status=303)


def _send(
    door: Door, form: ReviseForm, rows: PhotoRows, words: dict[str, tuple[str, str]]
) -> None:
    data = form.cleaned_data
    send_back(
        submission=door.piece,
        words={name: data[name] for name in WORDS},
        photo_words=words,
        new_photos=[row.incoming() for row in rows.rows],
        expected_number=data["expected_number"],
        note=one_line(data["note"]),
    )


def _compare(
    request: HttpRequest,
    door: Door,
    data: Any,
    rows: PhotoRows,
    pictures: list[dict[str, Any]],
    conflict: EditConflict,
) -> HttpResponse:
    """Give her words back beside the desk's, to be sent over them or not."""
    data["expected_number"] = str(conflict.version.number)
    form = ReviseForm(data, kind=door.piece.kind, rows=rows)
    form.full_clean()
    form.add_error(None, str(conflict))
    theirs = from_json(conflict.version.copy)
    said = {name: getattr(theirs, name) for name in STACK}
    said["body"] = body_from_blocks(theirs.blocks)
    return _show(request, door, form, rows, pictures, status=409, theirs=said)


def _show(
    request: HttpRequest,
    door: Door,
    form: ReviseForm,
    rows: PhotoRows,
    pictures: list[dict[str, Any]],
    status: int = 200,
    theirs: dict[str, str] | None = None,
) -> HttpResponse:
    context = {
        "door": door,
        "form": form,
        "problems": problems(form),
        "photo_errors": form.errors.get("photos") or rows.refusals,
        "photos": rows.rows,
        "pictures": pictures,
        "remark": status_view(door.piece).remark,
        "theirs": theirs,
    }
    return render(request, "submissions/revise.html", context, status=status)


def _initial(door: Door, copy: Copy) -> dict[str, Any]:
    return {
        **{name: getattr(copy, name) for name in STACK},
        "body": body_from_blocks(copy.blocks),
        "key": uuid4(),
        "expected_number": version_of(door.piece).number,
    }


def _pictures(
    door: Door, copy: Copy, words: dict[str, tuple[str, str]]
) -> list[dict[str, Any]]:
    """List the photographs the piece has, with the words typed for them."""
    looked_at = Rendition.objects.filter(
        photo__submission=door.piece, kind=RenditionKind.THUMBNAIL
    )
    drawn = set(looked_at.values_list("photo__key", flat=True))
    rows = []
    for number, picture in enumerate(copy.pictures, start=1):
        caption, credit = words.get(picture.id, (picture.caption, picture.credit))
        row = {"id": picture.id, "number": number, "caption": caption, "credit": credit}
        key = UUID(picture.id)
        rows.append({**row, "key": key, "is_drawn": key in drawn})
    return rows


def _photo_words(request: HttpRequest) -> dict[str, tuple[str, str]]:
    """Return the words typed for the photographs that are here, by their keys."""
    columns = (
        request.POST.getlist("picture_ids"),
        request.POST.getlist("picture_captions"),
        request.POST.getlist("picture_credits"),
    )
    return {
        key: (one_line(caption), one_line(credit))
        for key, caption, credit in zip(*columns, strict=False)
    }


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


@require_safe
def photo(request: HttpRequest, door: Door, key: UUID) -> HttpResponse:
    """Show a photograph of the piece, small; never the file that was sent."""
    small = Rendition.objects.filter(
        photo__submission=door.piece,
        photo__key=key,
        kind=RenditionKind.THUMBNAIL,
    ).first()
    if small is None:
        return nothing_here(request)
    response = HttpResponse(small.file.read(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, door: Door) -> HttpResponse:
    """Ask once more, then take the piece back."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    sentence, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            reason = one_line(form.cleaned_data["reason"])
            withdraw(submission=door.piece, reason=reason)
            return HttpResponseRedirect(door.address, status=303)
        except Refused as refusal:
            sentence, status = str(refusal), 409
    elif request.method == "POST":
        status = 422
    context = {
        "door": door,
        "piece": door.piece,
        "form": form,
        "sentence": sentence,
        "may_withdraw": may_withdraw(door.piece),
        "on_a_page": door.piece.status == Status.PLACED,
    }
    return render(request, "submissions/withdraw.html", context, status=status)
