"""The private word in the address of a piece's status page.

It is made from the receipt number and the site's secret, so that a double click shows
the same link again; the database keeps only its hash.  A new link has a new number, and
the old one is dead.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

BYTES = 18  # 144 bits


def status_token(ref: str, number: int = 0) -> str:
    """Return the token of a piece; ``number`` is how often it was made anew."""
    key = settings.SECRET_KEY.encode()
    words = f"status:{ref}:{number}" if number else f"status:{ref}"
    digest = hmac.new(key, words.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:BYTES]).decode()


def token_hash(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def link_until(now: datetime) -> datetime:
    """Return until when a link opens its page if nothing happens to the piece."""
    return now + timedelta(days=settings.STATUS_LINK_DAYS)
