"""Page formats on the desk: the grid drawn, its sums, its styles; fonts of the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import answering, person
from desk.exceptions import NotAllowed, Refused
from desk.policy import policy
from issues.admin.setup import SetupAdmin
from issues.format_forms import FormatForm
from issues.models import PageGrid, Supplement
from issues.services.format_words import again_sentence, sum_sentences
from issues.services.formats import (
    FormatWrong,
    copy_format,
    made_pages_of,
    save_format,
    signed_pages_of,
)
from press.makeup.grid_drawing import Block, draw_grid

MOST_CELLS = 12 * 200  # more columns and lines than a page has are not drawn


@admin.register(PageGrid)
class PageGridAdmin(SetupAdmin):
    list_display = ("name", "trim", "type_columns", "lines", "type_size")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(answering(copy_of))
        own = path("<int:pk>/copy/", view, name="issues_pagegrid_copy")
        return [own, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return answering(edit_format)(request, None)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        pk = int(object_id) if object_id.isdigit() else 0
        return answering(edit_format)(request, get_object_or_404(PageGrid, pk=pk))

    @admin.display(description=gettext_lazy("trim"))
    def trim(self, grid: PageGrid) -> str:
        return f"{float(grid.trim_width):g} × {float(grid.trim_height):g} mm"

    @admin.display(description=gettext_lazy("type columns"))
    def type_columns(self, grid: PageGrid) -> str:
        return f"{grid.columns} × {grid.column_chars}"

    @admin.display(description=gettext_lazy("body type"))
    def type_size(self, grid: PageGrid) -> str:
        return f"{float(grid.body_size):g} / {float(grid.leading):g} pt"


def edit_format(request: HttpRequest, grid: PageGrid | None) -> HttpResponse:
    """Show a format with its drawing and sums; keep what was typed if it adds up."""
    policy.require(request.user, "desk.configure")
    form = FormatForm(request.POST or None, grid=grid)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_format(grid=grid, values=form.values(), actor=person(request))
        except FormatWrong as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, _("The format is kept."))
            again = again_sentence(saved.reopened)
            if again:
                messages.warning(request, again)
            return redirect("admin:issues_pagegrid_change", saved.grid.pk)
    return TemplateResponse(request, "desk/format.html", _context(request, form, grid))


def _context(
    request: HttpRequest, form: FormatForm, grid: PageGrid | None
) -> dict[str, Any]:
    shown = form.drawn() or grid
    return {
        **admin.site.each_context(request),
        "form": form,
        "grid": grid,
        "title": grid.name if grid else _("New page format"),
        "drawing": drawing_of(shown) if shown else "",
        "sums": sum_sentences(shown.to_press()) if shown else (),
        "made": again_sentence(made_pages_of(grid)) if grid else "",
        "signed": signed_pages_of(grid) if grid else 0,
        "supplements": Supplement.objects.order_by("pk"),
    }


def drawing_of(grid: PageGrid, blocks: tuple[Block, ...] = ()) -> SafeString:
    """Return a format drawn, ready for a page; all words in it are escaped."""
    if grid.columns * grid.lines > MOST_CELLS:
        return SafeString("")
    label = _("The page: trim, type area, columns and every tenth line")
    drawn = draw_grid(grid.to_press(), label=label, blocks=blocks)
    return mark_safe(drawn)  # noqa: S308 - the words in it are escaped where it is drawn


def copy_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a format and open the copy."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    grid = get_object_or_404(PageGrid, pk=pk)
    try:
        copied = copy_format(grid=grid, actor=person(request))
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:issues_pagegrid_change", pk)
    messages.success(request, _("This is the copy; change what differs."))
    return redirect("admin:issues_pagegrid_change", copied.pk)
