"""Recognise a caller of the API by her key: ``Authorization: Bearer gk_…``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from desk.models import ApiToken, User
from desk.services.api_tokens import MARK, find_token

SCHEME = "Bearer"


class ApiTokenAuthentication(BaseAuthentication):
    """Let the owner of a valid key in, as herself."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the caller; None leaves a request without a key of ours to others."""
        scheme, _space, key = get_authorization_header(request).partition(b" ")
        if scheme.lower() != SCHEME.lower().encode():
            return None
        token = find_token(key.strip().decode("ascii", "replace"))
        if token is None:
            raise AuthenticationFailed(
                _("This API key is unknown or was revoked. Make a new one at the desk.")
            )
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme in a 401."""
        return SCHEME


class ApiTokenScheme(OpenApiAuthenticationExtension):
    """Describe the key in the API's description."""

    target_class = ApiTokenAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the description."""
        return {"type": "http", "scheme": SCHEME.lower(), "bearerFormat": f"{MARK}…"}
