"""A person's own signing PIN: by it she is known on her telephone."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.refusals import person
from desk.exceptions import Refused
from submissions.models import SigningPin
from submissions.services.signing_pins import LONGEST, MOST_FAILURES, set_pin


class PinForm(forms.Form):
    """The PIN, once more, and the password."""

    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        max_length=LONGEST + 8,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
        help_text=gettext_lazy("Six to twelve digits, not those of your telephone."),
    )
    again = forms.CharField(
        label=gettext_lazy("The same once more"),
        max_length=LONGEST + 8,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, str]:
        """Find a slip of the finger."""
        said = super().clean() or {}
        if said.get("pin") != said.get("again"):
            self.add_error("again", _("The two PINs are not the same."))
        return said


def signing_pin(request: HttpRequest) -> HttpResponse:
    """Show whether a PIN is set, and set it."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_pin(user=person(request), pin=said["pin"], password=said["password"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your signing PIN is set."))
            return redirect("admin:submissions_signing_pin")
    row = SigningPin.objects.filter(user=person(request)).first()
    context = {
        **admin.site.each_context(request),
        "title": _("Signing PIN"),
        "form": form,
        "pin": row,
        "is_spent": row is not None and row.failures >= MOST_FAILURES,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/signing_pin.html", context, status=status)
