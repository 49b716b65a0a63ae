"""Signing in; whoever guesses passwords has to wait.

Not among ``desk.admin``: the site asks for it before any screen is registered.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import AuthenticationForm

from desk.services.callers import address_of
from desk.services.locking import locked_until, note_failure


class LoginForm(AuthenticationForm):
    """Count wrong passwords; nobody is shut out by what others do elsewhere."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "The user name or the password is wrong. Capital and small letters differ."
        ),
    }

    def clean(self) -> dict[str, Any]:
        """Refuse before the password is looked at, so that waiting tells nothing."""
        name = str(self.cleaned_data.get("username", ""))
        address = address_of(self.request)
        refuse_locked(name, address)
        try:
            return super().clean()
        except ValidationError:
            note_failure(name, address)
            refuse_locked(name, address)
            raise


class CodeForm(forms.Form):
    """A code of the telephone, or one of those kept for its loss."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=20, strip=True)


def refuse_locked(username: str, address: str) -> None:
    """Raise ``ValidationError`` with the time until which somebody has to wait."""
    until = locked_until(username, address)
    if until is None:
        return
    here = timezone.localtime(until)
    at = time_format(here, "H:i")
    if here.date() != timezone.localdate():
        at = f"{date_format(here)} {at}"
    raise ValidationError(
        _(
            "Too many wrong passwords. You can sign in again at %(at)s; an"
            " administrator can let you in sooner."
        )
        % {"at": at},
        code="locked",
    )
