"""How much one address may send in an hour."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def client_address(request: HttpRequest) -> str:
    """Return the sender's address, seen through our own proxies and no others."""
    trusted = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if trusted and len(forwarded) >= trusted and forwarded[-trusted].strip():
        return forwarded[-trusted].strip()
    return request.META.get("REMOTE_ADDR", "")


def spend(request: HttpRequest, *, what: str, amount: int, most: int) -> bool:
    """Count an amount against the hour's limit of an address; false when it is over.

    Two requests at the same moment may count as one: the limit stops floods and is no
    account book.
    """
    return spend_for(client_address(request), what=what, amount=amount, most=most)


def spend_for(whom: str, *, what: str, amount: int = 1, most: int) -> bool:
    """Count an amount against the hour's limit of somebody; false when it is over."""
    key = _key(whom, what)
    spent = cache.get(key, 0) + amount
    if spent > most:
        return False
    cache.set(key, spent, HOUR)
    return True


def left(request: HttpRequest, *, what: str, most: int) -> int:
    """Return how much of the hour's limit an address has not spent yet."""
    spent: int = cache.get(_key(client_address(request), what), 0)
    return most - spent


def _key(whom: str, what: str) -> str:
    hour = int(time.time()) // HOUR
    who = hashlib.sha256(whom.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"form:{what.replace(' ', '-')}:{hour}:{who}"
