"""What an author types on her own pages: sign-in, new link, profile, withdrawal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.exceptions import Refused
from submissions.enums import UploadPurpose
from submissions.forms import line
from submissions.services.uploads.checking import HEAD, format_of, refuse_size

REASON_MAX = 300
NO_EMAIL = _("This is no e-mail address; it looks like name@example.com.")


def email_field() -> forms.EmailField:
    """Return the field of an e-mail."""
    return forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "line", "autocomplete": "email"}),
        error_messages={"invalid": NO_EMAIL, "required": _("Type your e-mail.")},
    )


class SignInForm(forms.Form):
    """An e-mail that a code is sent to."""

    email = email_field()
    altcha = forms.CharField(required=False, widget=forms.HiddenInput)


class NewLinkForm(forms.Form):
    """What an author knows who has lost her private link."""

    ref = line(
        _("Receipt number"),
        most=20,
        required=True,
        placeholder="GK-2026-0001",
        autocomplete="off",
    )
    email = email_field()


class WithdrawForm(forms.Form):
    """Why she takes her piece back; she need not say."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"class": "box", "rows": 3}),
        help_text=_("The editors read it; nobody else does."),
    )


class ProfileForm(forms.Form):
    """What she keeps for next time; a telephone number left empty stays as it is."""

    name = line(_("Your name"), most=60, autocomplete="name")
    unit = line(_("Your unit"), most=100, autocomplete="organization")
    phone = line(_("Telephone"), most=60, autocomplete="tel", inputmode="tel")
    forget_phone = forms.BooleanField(
        label=_("Delete the telephone number"), required=False
    )
    approved_by = line(_("Who approves pieces in your unit"), most=60)
    page = forms.FileField(
        label=_("Stamped page"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
        help_text=_("A PDF or a photograph; it goes with a piece if you say so there."),
    )
    forget_page = forms.BooleanField(label=_("Delete the stamped page"), required=False)
    wants_letters = forms.BooleanField(
        label=_("Send me a letter when something happens to a piece of mine"),
        required=False,
    )

    def clean_phone(self) -> str:
        """Ask for at least seven digits, as the form does."""
        phone: str = self.cleaned_data["phone"]
        if phone and sum(sign.isdigit() for sign in phone) < 7:
            raise forms.ValidationError(_("This telephone number is too short."))
        return phone

    def clean_page(self) -> Any:
        """Take what the form takes: a PDF or a picture, by its first bytes."""
        page = self.cleaned_data["page"]
        if page is None:
            return None
        try:
            refuse_size(UploadPurpose.CLEARANCE, page.size)
            format_of(UploadPurpose.CLEARANCE, page.read(HEAD))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        page.seek(0)
        return page
