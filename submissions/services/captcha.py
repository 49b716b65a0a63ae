"""Proof of work for the public form (ALTCHA): hard for a flood, nothing for a person.

``GET /challenge/`` gives a signed challenge; a browser finds the counter in the
background and the form carries it back.  Nothing is kept until a solution is used.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from altcha import create_challenge, verify_solution
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from submissions.models import SpentChallenge

# Native in every browser, so a rented graphics card gains little over a telephone.
ALGORITHM = "PBKDF2/SHA-256"
LASTS = timedelta(minutes=20)
# Tries before the answer; together with FORM_CAPTCHA_COST this is the work asked for.
FEWEST_TRIES, MOST_TRIES = 100, 300
PAYLOAD_CHARACTERS = 4_000


def captcha_is_on() -> bool:
    """Tell whether the form asks for a solved challenge."""
    return settings.FORM_CAPTCHA == "on"


def new_challenge() -> dict[str, Any]:
    """Return a challenge as ALTCHA's libraries read it; it lasts 20 minutes."""
    counter = FEWEST_TRIES + secrets.randbelow(MOST_TRIES - FEWEST_TRIES)
    challenge = create_challenge(
        ALGORITHM,
        settings.FORM_CAPTCHA_COST,
        counter=counter,
        expires_at=datetime.now(UTC) + LASTS,
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("solution"),
    )
    return challenge.to_dict()


def spend_solution(payload: str, *, used_for: UUID) -> bool:
    """Use a solution up; false when it is wrong, old or was used for another form."""
    if not payload or len(payload) > PAYLOAD_CHARACTERS:
        return False
    try:
        found = verify_solution(
            payload, _key("challenge"), hmac_key_secret=_key("solution")
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False  # whatever the library did not expect
    return found.verified and _take(_nonce(payload), used_for)


def _take(nonce: str, used_for: UUID) -> bool:
    now = timezone.now()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(
                nonce=nonce, used_for=used_for, expires_at=now + LASTS
            )
    except IntegrityError:
        return SpentChallenge.objects.filter(nonce=nonce, used_for=used_for).exists()
    return True


def _nonce(payload: str) -> str:
    """Return the signed nonce of a payload that was verified."""
    said = json.loads(base64.b64decode(payload))
    return str(said["challenge"]["parameters"]["nonce"])


def _key(purpose: str) -> bytes:
    """Derive a key of its own from the site's secret."""
    secret = settings.SECRET_KEY.encode()
    return hmac.digest(secret, f"altcha:{purpose}".encode(), hashlib.sha256)
