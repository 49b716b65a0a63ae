"""Signing in; whoever guesses passwords has to wait.

Not among ``desk.admin``: the site asks for it before any screen is registered.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.throttling import BaseThrottle
from unfold.forms import AuthenticationForm

WAIT = 15 * 60  # seconds
# Wrong passwords: for one name from one address, and for all names from it.
MOST_FOR_NAME = 10
MOST_FROM_ADDRESS = 100


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
        counts = self._counts()
        if any(cache.get(key, 0) >= most for key, most in counts.items()):
            raise ValidationError(
                _("Too many wrong passwords; try again in a quarter of an hour."),
                code="too_often",
            )
        try:
            return super().clean()
        except ValidationError:
            for key in counts:
                cache.set(key, cache.get(key, 0) + 1, WAIT)
            raise

    def _counts(self) -> dict[str, int]:
        # The address as the API's throttles see it: through our own proxies only.
        address = BaseThrottle().get_ident(self.request)
        name = str(self.cleaned_data.get("username", "")).casefold()
        said = {f"{address} {name}": MOST_FOR_NAME, f"{address}": MOST_FROM_ADDRESS}
        return {
            f"login:{hashlib.sha256(words.encode()).hexdigest()}": most
            for words, most in said.items()
        }
