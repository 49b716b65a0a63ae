"""Which fonts of the layout desk stand for our faces."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from desk.admin.refusals import person
from desk.exceptions import Refused
from desk.policy import policy
from issues.format_forms import FontsForm
from issues.models import Supplement
from issues.services.desk_fonts import set_desk_fonts


def desk_fonts(request: HttpRequest, pk: int) -> HttpResponse:
    """Set which fonts of the layout desk stand for our faces."""
    policy.require(request.user, "desk.configure")
    supplement = get_object_or_404(Supplement, pk=pk)
    form = FontsForm(request.POST or None, supplement=supplement)
    if request.method == "POST" and form.is_valid():
        try:
            set_desk_fonts(
                supplement=supplement, fonts=form.cleaned_data, actor=person(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The fonts are set; packages ask for them."))
            return redirect("admin:issues_supplement_fonts", pk)
    context = {
        **admin.site.each_context(request),
        "form": form,
        "supplement": supplement,
        "title": _("Fonts of the layout desk"),
    }
    return TemplateResponse(request, "desk/format_fonts.html", context)
