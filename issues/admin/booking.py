"""The folio of a page and what is booked on it: one screen with the page drawn."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.admin.formats import drawing_of
from issues.booking_forms import BookingForm, PageSetupForm
from issues.enums import PageStatus
from issues.models import FixedPiece, Page
from issues.services.booking import (
    book_piece,
    cancel_booking,
    change_booking,
    room_on,
)
from issues.services.furniture import folio_of
from issues.services.page_setup import set_daily_serial, set_page_up
from press.makeup.grid_drawing import Block

SCREEN = "admin:issues_page_booked"


def booking_urls() -> list[URLPattern]:
    """Return the addresses under those of pages."""
    staff = admin.site.admin_view
    views = (
        ("<int:pk>/booked/", booked, "issues_page_booked"),
        ("<int:pk>/setup/", set_up, "issues_page_setup"),
        ("<int:pk>/booked/<int:piece>/", change, "issues_page_booking"),
        ("<int:pk>/booked/<int:piece>/cancel/", cancel, "issues_page_cancel"),
    )
    return [
        path(route, staff(answering(view)), name=name) for route, view, name in views
    ]


def booked(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is booked on a page; book another piece."""
    page = _page(request, pk)
    form = BookingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            book_piece(
                page=page,
                values=form.values(),
                actor=person(request),
                artwork=form.cleaned_data["artwork"],
            )
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Booked. Make the page up again."))
            return redirect(SCREEN, pk)
    return _screen(request, page, booking=form)


def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what the folio of a page says."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    page = _page(request, pk)
    form = PageSetupForm(request.POST, page=page)
    if form.is_valid():
        serial, user = form.cleaned_data["daily_serial"], person(request)
        try:
            set_page_up(page=page, values=form.values(), actor=user)
            if serial != page.issue.daily_serial:
                set_daily_serial(issue=page.issue, number=serial, actor=user)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The folio is set. Make the page up again."))
            return redirect(SCREEN, pk)
    return _screen(request, page, setup=form)


def change(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """Change a booked piece."""
    page = _page(request, pk)
    row = get_object_or_404(page.fixed_pieces, pk=piece)
    form = BookingForm(request.POST or None, request.FILES or None, piece=row)
    if request.method == "POST" and form.is_valid():
        try:
            change_booking(
                piece=row,
                values=form.values(),
                actor=person(request),
                artwork=form.cleaned_data["artwork"],
                without_artwork=form.cleaned_data.get("without_artwork", False),
            )
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Changed. Make the page up again."))
            return redirect(SCREEN, pk)
    return _screen(request, page, booking=form, piece=row)


def cancel(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """Take a booked piece off the page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    page = _page(request, pk)
    row = get_object_or_404(page.fixed_pieces, pk=piece)
    try:
        cancel_booking(piece=row, actor=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken off. Make the page up again."))
    return redirect(SCREEN, pk)


def _page(request: HttpRequest, pk: int) -> Page:
    found = Page.objects.without_layout().select_related(
        *("issue__supplement", "grid", "responsible_editor"),
        *("layout_artist", "proofreader"),
    )
    page = get_object_or_404(found, pk=pk)
    policy.require(request.user, "issue.view", page.issue)
    return page


def _screen(
    request: HttpRequest,
    page: Page,
    *,
    booking: BookingForm | None = None,
    setup: PageSetupForm | None = None,
    piece: FixedPiece | None = None,
) -> HttpResponse:
    fixed = page.status == PageStatus.SIGNED
    pieces = list(page.fixed_pieces.select_related("booked_by"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "page": page,
        "issue": page.issue,
        "title": _("Folio and booked pieces"),
        "pieces": pieces,
        "piece": piece,
        "folio": folio_of(page),
        "booking": booking or BookingForm(),
        "setup": setup or PageSetupForm(page=page),
        "drawing": drawing_of(page.grid, _blocks(page, pieces, piece)),
        "may_book": policy.may(request.user, "page.place", page) and not fixed,
        "may_set_up": policy.may(request.user, "issue.plan", page.issue) and not fixed,
    }
    return TemplateResponse(request, "desk/booking.html", context)


def _blocks(
    page: Page, pieces: list[FixedPiece], here: FixedPiece | None
) -> tuple[Block, ...]:
    """Return what the drawing shows: nameplate, contact strip, booked pieces."""
    room = room_on(page)
    columns, lines = page.grid.columns, page.grid.lines
    blocks = []
    if room.first:
        block = Block(0, 0, columns, room.first, _("Nameplate"), "reserved")
        blocks.append(block)
    if room.last < lines:
        foot = lines - room.last
        block = Block(0, room.last, columns, foot, _("Contact box"), "reserved")
        blocks.append(block)
    for each in pieces:
        is_here = here is not None and each.pk == here.pk
        place = (each.column, each.line, each.columns, each.lines)
        kind = "here" if is_here else "booked"
        blocks.append(Block(*place, str(each)[:12], kind))
    return tuple(blocks)
