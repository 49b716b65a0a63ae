"""The private word in the address of a piece's status page.

It is made from the receipt number and the site's secret, so that a double click shows
the same link again; the database keeps only its hash.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

BYTES = 18  # 144 bits


def status_token(ref: str) -> str:
    """Return the token of a piece."""
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"status:{ref}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:BYTES]).decode()


def token_hash(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
