"""How much one address may send, have kept and ask for in an hour."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from desk.exceptions import Refused

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


def refuse_over(request: HttpRequest, *, what: str, most: int, sentence: str) -> None:
    """Count one against the hour's limit of an address; refuse what is over it."""
    if not spend(request, what=what, amount=1, most=most):
        raise Refused(sentence, code="too_often")


def refuse_floods(request: HttpRequest, *, new: bool) -> None:
    """Count a saving of an unsent piece, and a piece begun."""
    sentence = _("Too much is being saved from your address; it stays in this browser.")
    most = settings.FORM_DRAFT_SAVES_PER_HOUR
    refuse_over(request, what="drafts", most=most, sentence=sentence)
    if new:
        most = settings.FORM_DRAFTS_PER_HOUR
        refuse_over(request, what="new drafts", most=most, sentence=sentence)


def refuse_many_codes(
    request: HttpRequest, *, what: str = "codes", most: int | None = None
) -> None:
    """Count a code that is asked for."""
    refuse_over(
        request,
        what=what,
        most=settings.CODES_PER_ADDRESS_PER_HOUR if most is None else most,
        sentence=_(
            "Many codes were asked for from your network; ask again in an hour."
        ),
    )


def refuse_many_links(request: HttpRequest, *, what: str, email: str) -> None:
    """Count a link that is asked for, against who asks and against who gets it."""
    sentence = _("Many links were asked for; ask again in an hour.")
    most = settings.CODES_PER_ADDRESS_PER_HOUR
    refuse_over(request, what=what, most=most, sentence=sentence)
    if not spend_for(email.lower(), what=what, most=settings.CODES_PER_EMAIL_PER_HOUR):
        raise Refused(sentence, code="too_often")


def left(request: HttpRequest, *, what: str, most: int) -> int:
    """Return how much of the hour's limit an address has not spent yet."""
    spent: int = cache.get(_key(client_address(request), what), 0)
    return most - spent


def _key(whom: str, what: str) -> str:
    hour = int(time.time()) // HOUR
    who = hashlib.sha256(whom.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"form:{what.replace(' ', '-')}:{hour}:{who}"
